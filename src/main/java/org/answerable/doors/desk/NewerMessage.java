package org.answerable.doors.desk;

import org.answerable.doors.frame.Page;

/** Said beside the composer when something was said in the case since its page was drawn. */
public record NewerMessage(Page page, String url) {}
