package org.answerable.ledger.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.answerable.ledger.reading.Finding;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.TableCheck;
import org.answerable.ledger.reading.VerifyReport;

/** Puts a verification of a living database together. */
public final class Checking {

  private Checking() {}

  public static VerifyReport run(DataSource database, LedgerFiles files, List<TableCheck> tables) {
    var all = new ArrayList<>(tables);
    List<VerifyingKey> believed;
    try {
      believed = new KeyRing(files).believed();
    } catch (IOException e) {
      believed = List.of();
      all.add(found ->
          found.accept(
              new Finding(Finding.Sort.CHECKPOINT, null, 0, String.valueOf(e.getMessage()))));
    }
    try (var source = new DatabaseSource(database)) {
      return new Checker(source, new Published(files), believed, all).run();
    }
  }
}
