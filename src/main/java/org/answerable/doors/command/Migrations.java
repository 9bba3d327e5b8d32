package org.answerable.doors.command;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the shape this program knows. */
public final class Migrations {

  private Migrations() {}

  /**
   * Applies what is missing, each migration whole or not at all; several nodes may do so at once.
   *
   * @return how many were applied
   * @throws IllegalStateException when the database was shaped by a newer program, or a migration
   *     cannot be applied
   */
  public static int apply(String url, Login owner) {
    var flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(url, owner.user(), owner.password())
            .locations("classpath:db/migration")
            .load();
    try {
      var info = flyway.info();
      var current = info.current();
      if (current != null
          && current.getVersion() != null
          && current.getState().isApplied()
          && !current.getState().isResolved()) {
        var newest = 0;
        for (var one : info.all()) {
          newest += one.getState().isResolved() ? 1 : 0;
        }
        throw new IllegalStateException(
            "The database was brought to version "
                + current.getVersion()
                + " by a newer Answerable; this one knows "
                + newest
                + " versions. Start the newer one.");
      }
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "The database cannot be brought to the shape this version needs: "
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip()
              + ". Nothing of that step was kept.",
          e);
    }
  }
}
