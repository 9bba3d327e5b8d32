package org.answerable.doors.command;

/**
 * Who may do what in the database, as whom to connect for it. The owner migrates; the other three
 * have only the rights the migrations give them.
 *
 * @param url for JDBC, without user or password
 */
public record DatabaseAccess(String url, Login owner, Login app, Login sequencer, Login rebuild) {

  public static final String APP = "answerable_app";
  public static final String SEQUENCER = "answerable_sequencer";
  public static final String REBUILD = "answerable_rebuild";
}
