package org.answerable.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Precision, recall and F1 of what is found in labelled texts, per meaning of the guideline and in
 * all, with their intervals.
 */
final class Figures {

  /** A text with what a reader saw in it. */
  record Sample(String id, Role role, String part, String text, Set<Meaning> labels) {

    Set<Meaning> found(Language language) {
      var found = EnumSet.noneOf(Meaning.class);
      for (var meaning : language.read(role, text).meanings()) {
        if (meaning.isLabelled()) {
          found.add(meaning);
        }
      }
      return found;
    }

    /** Nothing was seen in these words of ours. */
    boolean isOrdinary() {
      return role == Role.AGENT && labels.isEmpty();
    }
  }

  record Count(int right, int tooMany, int missed) {
    double precision() {
      return right + tooMany == 0 ? Double.NaN : (double) right / (right + tooMany);
    }

    double recall() {
      return right + missed == 0 ? Double.NaN : (double) right / (right + missed);
    }

    double f1() {
      return 2.0 * right / (2.0 * right + tooMany + missed);
    }
  }

  private final Language language;
  private final StringBuilder report = new StringBuilder();

  Figures(Language language) {
    this.language = language;
  }

  /** Labels joined by commas; nothing at all is NONE. */
  static Set<Meaning> labels(String joined) {
    var labels = EnumSet.noneOf(Meaning.class);
    if (!joined.equals("NONE")) {
      Arrays.stream(joined.split(",")).map(Meaning::valueOf).forEach(labels::add);
    }
    return labels;
  }

  /** How many of these ordinary sentences of ours have a hint. */
  long warned(List<Sample> ordinary) {
    return ordinary.stream()
        .filter(s -> s.found(language).stream().anyMatch(m -> m.kind() == Meaning.Kind.HINT))
        .count();
  }

  /** A table of these, and under it how many ordinary sentences among them have a hint. */
  void table(String title, List<Sample> chosen) {
    report.append(String.format(Locale.ROOT, "%n%s: %d%n", title, chosen.size()));
    report.append(
        String.format(
            Locale.ROOT, "%-22s %4s  %-18s %-18s %s%n", "", "n", "precision", "recall", "F1"));
    for (var meaning : Meaning.values()) {
      var count = count(chosen, Set.of(meaning));
      if (count.right + count.tooMany + count.missed > 0) {
        report.append(line(meaning.name(), count, String.format(Locale.ROOT, "%.2f", count.f1())));
      }
    }
    var all = count(chosen, Set.of(Meaning.values()));
    report.append(line("micro", all, bootstrap(chosen)));
    var ordinary = chosen.stream().filter(Sample::isOrdinary).toList();
    if (!ordinary.isEmpty()) {
      report.append(
          String.format(
              Locale.ROOT,
              "Hints at %d of %d ordinary sentences%n",
              warned(ordinary),
              ordinary.size()));
    }
  }

  private static String line(String name, Count count, String f1) {
    return String.format(
        Locale.ROOT,
        "%-22s %4d  %-18s %-18s %s%n",
        name,
        count.right + count.missed,
        share(count.right, count.right + count.tooMany),
        share(count.right, count.right + count.missed),
        f1);
  }

  /** A share with its 95 % interval after Wilson. */
  private static String share(int part, int whole) {
    if (whole == 0) {
      return "-";
    }
    double z = 1.96;
    double p = (double) part / whole;
    double middle = (p + z * z / (2 * whole)) / (1 + z * z / whole);
    double half =
        z * Math.sqrt(p * (1 - p) / whole + z * z / (4.0 * whole * whole)) / (1 + z * z / whole);
    return String.format(
        Locale.ROOT, "%.2f (%.2f-%.2f)", p, Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** F1 with its 95 % interval from a thousand draws, the same every time. */
  private String bootstrap(List<Sample> chosen) {
    var random = new Random(20261121);
    var values = new ArrayList<Double>();
    var counts = chosen.stream().map(s -> count(List.of(s), Set.of(Meaning.values()))).toList();
    for (int draw = 0; draw < 1000; draw++) {
      int right = 0;
      int tooMany = 0;
      int missed = 0;
      for (int i = 0; i < counts.size(); i++) {
        var one = counts.get(random.nextInt(counts.size()));
        right += one.right;
        tooMany += one.tooMany;
        missed += one.missed;
      }
      values.add(new Count(right, tooMany, missed).f1());
    }
    values.sort(null);
    return String.format(
        Locale.ROOT,
        "%.3f (%.2f-%.2f)",
        count(chosen, Set.of(Meaning.values())).f1(),
        values.get(25),
        values.get(974));
  }

  /** What was found of these meanings in these. */
  Count count(Collection<Sample> chosen, Set<Meaning> meanings) {
    int right = 0;
    int tooMany = 0;
    int missed = 0;
    for (var sample : chosen) {
      var found = sample.found(language);
      for (var meaning : meanings) {
        if (found.contains(meaning)) {
          if (sample.labels.contains(meaning)) {
            right++;
          } else {
            tooMany++;
          }
        } else if (sample.labels.contains(meaning)) {
          missed++;
        }
      }
    }
    return new Count(right, tooMany, missed);
  }

  @Override
  public String toString() {
    return report.toString();
  }
}
