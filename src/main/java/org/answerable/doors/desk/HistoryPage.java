package org.answerable.doors.desk;

import java.util.List;

/** Everything that happened in a case, one line for each entry. */
public record HistoryPage(
    Frame frame, String url, String about, String subject, List<Item.Event> events) {}
