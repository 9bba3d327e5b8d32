package org.answerable.ledger.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a verification read and found.
 *
 * @param kept notes stored in the database
 * @param published notes found outside it
 * @param findings how many in all
 * @param first the first of them, at most {@value #SHOWN}
 */
public record VerifyReport(
    long chains,
    long entries,
    long parts,
    long erased,
    long files,
    long leaves,
    long kept,
    long published,
    long findings,
    List<Finding> first,
    long millis) {

  /** How many findings are shown. */
  public static final int SHOWN = 100;

  public VerifyReport {
    first = List.copyOf(first);
  }

  public boolean isClean() {
    return findings == 0;
  }

  /** For the command line: 0 when nothing was found, else 1. */
  public int exitStatus() {
    return isClean() ? 0 : 1;
  }

  /** The report as text, a line each. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d entries in %,d chains, %,d leaves, %,d parts (%,d erased), %,d files, %,d notes kept and %,d published, in %.1f s",
            entries,
            chains,
            leaves,
            parts,
            erased,
            files,
            kept,
            published,
            millis / 1000.0));
    if (published == 0) {
      lines.add(
          "No note was found outside the database: what was removed together with its traces cannot be seen");
    }
    first.forEach(finding -> lines.add(finding.toString()));
    if (findings > first.size()) {
      lines.add(String.format(Locale.ROOT, "and %,d more", findings - first.size()));
    }
    lines.add(
        isClean()
            ? "Everything is as it was written"
            : String.format(Locale.ROOT, "%,d findings", findings));
    return lines;
  }
}
