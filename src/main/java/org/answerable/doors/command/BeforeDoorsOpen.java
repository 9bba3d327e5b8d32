package org.answerable.doors.command;

/**
 * What must be done when the house stands and before anybody can come in: no page is served and no
 * mail taken until every bean of this type has returned, in the order of their {@code @Order}. An
 * exception ends the start.
 */
public interface BeforeDoorsOpen {

  void beforeDoorsOpen(Opening opening);

  /** Whose doors they are. */
  sealed interface Opening {

    /** A real desk. Its time is the database's, always. */
    record Real() implements Opening {}

    /**
     * A demo, whose past may be told: by the owner of {@link DatabaseAccess}, the only role that
     * may write the told instant.
     */
    record Demo() implements Opening {}
  }
}
