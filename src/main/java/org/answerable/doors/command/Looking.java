package org.answerable.doors.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.answerable.ledger.reading.Finding;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.Rebuilding;
import org.answerable.ledger.reading.TableCheck;
import org.answerable.ledger.reading.Verify;
import org.answerable.ledger.reading.VerifyReport;

/** The commands that look at everything the desk has written. */
final class Looking {

  private static final int SHOWN = 100;

  private Looking() {}

  static ExitCode rebuild(Configuration configuration, PrintWriter out) {
    try (var house = new QuietHouse(configuration)) {
      var shown = new int[1];
      var summary =
          house
              .room(Rebuilding.class)
              .replace(difference -> {
                // Which rows, never what is in them: they hold what people wrote.
                if (shown[0]++ < SHOWN) {
                  out.println(line(difference));
                }
              });
      if (summary.differences() > SHOWN) {
        out.println("and " + (summary.differences() - SHOWN) + " more.");
      }
      out.println(
          summary.chains()
              + " chains rebuilt; "
              + (summary.differences() == 0
                  ? "every row was as it should be."
                  : summary.differences() + " differences put right.")
              + (summary.tallies() == 1 ? " One tally" : " " + summary.tallies() + " tallies")
              + " counted again.");
      return summary.differences() == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }
  }

  static ExitCode verify(Configuration configuration, PrintWriter out) {
    try (var house = new QuietHouse(configuration)) {
      var report =
          verify(
              house.reading(),
              house.room(LedgerFiles.class),
              house.rooms(TableCheck.class),
              house.room(Rebuilding.class));
      report.lines().forEach(out::println);
      return report.isClean() ? ExitCode.OK : ExitCode.FINDINGS;
    }
  }

  /** The ledger itself, what rooms check of their own, and every register and view made anew. */
  static VerifyReport verify(
      DataSource reading, LedgerFiles files, List<TableCheck> more, Rebuilding rebuilding) {
    var checks = new ArrayList<>(more);
    checks.add(found -> rebuilding.compare(one -> found.accept(finding(one))));
    return new Verify(reading, files, checks).run();
  }

  private static Finding finding(Rebuilding.Difference difference) {
    var chain = difference.chain();
    return new Finding(
        Finding.Sort.TABLE, chain == null ? null : chain.value(), 0, line(difference));
  }

  private static String line(Rebuilding.Difference difference) {
    var chain = difference.chain();
    return difference.table()
        + (chain == null ? ", of no chain" : " of chain " + chain.value())
        + ": "
        + difference.living().size()
        + " rows were there, "
        + difference.rebuilt().size()
        + " should be.";
  }
}
