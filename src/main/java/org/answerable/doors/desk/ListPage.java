package org.answerable.doors.desk;

import java.util.List;

/** My cases: open ones in the order their customers expect to hear, and those that ended lately. */
public record ListPage(
    Frame frame, List<TodayPage.Row> open, boolean more, List<TodayPage.Row> ended) {}
