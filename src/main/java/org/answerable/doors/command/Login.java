package org.answerable.doors.command;

/** A user with a password, which {@code toString} does not tell. */
public record Login(String user, String password) {

  @Override
  public String toString() {
    return user;
  }
}
