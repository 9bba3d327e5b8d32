package org.answerable.doors.command;

import java.io.PrintWriter;
import org.answerable.ledger.reading.Rebuilding;

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
                  : summary.differences() + " differences put right."));
      return summary.differences() == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }
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
