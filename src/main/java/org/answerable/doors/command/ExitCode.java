package org.answerable.doors.command;

/**
 * What a command's end means to the program that called it. The numbers are those of {@code
 * sysexits.h} where it has one: mail servers keep a message and try again on 75.
 */
enum ExitCode {
  /** Done as asked. */
  OK(0, "done"),
  /** The command ran to its end and found something that must be looked at. */
  FINDINGS(1, "something was found that must be looked at"),
  /** The command line cannot be understood. */
  USAGE(2, "the command line cannot be understood"),
  /** Something outside is missing: the database, a port. */
  UNAVAILABLE(69, "something it needs cannot be had: the database, a port"),
  /** A fault of the program itself. */
  BROKEN(70, "a fault of the program itself"),
  /** A file or directory cannot be made or written. */
  CANNOT_WRITE(73, "a file or directory cannot be written"),
  /** Nothing is wrong that time may not mend; the caller keeps what it gave. */
  TRY_AGAIN(75, "not now, try again: the caller keeps what it gave"),
  /** The configuration has faults; all of them were printed. */
  CONFIGURATION(78, "the configuration has faults, all of them printed");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }
}
