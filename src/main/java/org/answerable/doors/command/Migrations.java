package org.answerable.doors.command;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

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
            // What only a newer program knows is not passed over, as it would be by default.
            .ignoreMigrationPatterns(new String[0])
            .load();
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw new IllegalStateException(reason(flyway, e), e);
    }
  }

  /** Looked for only now: it takes as long as finding that nothing is missing. */
  private static String reason(Flyway flyway, FlywayException fault) {
    try {
      var newer = newer(flyway.info());
      if (newer != null) {
        return newer;
      }
    } catch (FlywayException e) {
      fault.addSuppressed(e);
    }
    return "The database cannot be brought to the shape this version needs: "
        + String.valueOf(fault.getMessage()).replaceAll("\\s+", " ").strip()
        + ". Nothing of that step was kept.";
  }

  /** What is said where a newer program was here before; null where none was. */
  private static @Nullable String newer(MigrationInfoService info) {
    var current = info.current();
    if (current == null
        || current.getVersion() == null
        || !current.getState().isApplied()
        || current.getState().isResolved()) {
      return null;
    }
    var newest = Arrays.stream(info.all()).filter(one -> one.getState().isResolved()).count();
    return "The database was brought to version "
        + current.getVersion()
        + " by a newer Answerable; this one knows "
        + newest
        + " versions. Start the newer one.";
  }
}
