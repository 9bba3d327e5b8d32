package org.answerable.doors.desk;

import java.util.List;

/**
 * Writing down what somebody said, as a new case.
 *
 * @param places the teams it may be given to, each with its brand
 * @param wrong why it was refused; empty where it was not
 */
public record NewCasePage(
    Frame frame,
    List<CasePage.Option> channels,
    List<CasePage.Option> places,
    NewCases.Form form,
    String wrong) {}
