package org.answerable.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.answerable.language.Figures.Sample;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

/**
 * Measures the English rules on public messages that two readers labelled by the guideline, each
 * for themselves, after the rules had been written. The messages may not be shipped and are looked
 * for below {@code $ANSWERABLE_SAMPLES}; the labels are ours and lie beside this test, each under a
 * number drawn from the letters of its words. One half of them was opened afterwards to mend the
 * rules, the other was only counted.
 */
class PublicMessagesTest {

  private static final Language ENGLISH = Language.of(Locale.ENGLISH);

  private record Label(Role role, String half, Set<Meaning> meanings) {}

  @Test
  void figuresOnMessagesLabelledAfterwards() throws IOException {
    var labels = labels();
    var samples = samples(labels);
    assertThat(samples).as("labelled and found again").hasSize(labels.size());
    var figures = new Figures(ENGLISH);
    figures.table("Labelled afterwards", samples);
    for (var half : List.of("opened", "counted")) {
      figures.table(
          "Labelled afterwards, " + half,
          samples.stream().filter(s -> s.part().equals(half)).toList());
    }
    System.out.println(figures);
    assertThat(figures.count(samples, Set.of(Meaning.values())).f1()).isGreaterThan(0.80);
  }

  /** Sentences of agents are read as if customers had written them: there are too few of those. */
  @Test
  void dangerIsSeenInAtMostTwoOfAThousandWhereThereIsNone() throws IOException {
    var samples = samples(labels());
    var alarms =
        samples.stream()
            .filter(s -> ENGLISH.read(Role.CUSTOMER, s.text()).says(Meaning.DANGER))
            .toList();
    assertThat(alarms).as("of agents").allMatch(alarm -> alarm.role() == Role.AGENT);
    assertThat(alarms).hasSizeLessThanOrEqualTo(samples.size() * 2 / 1000);
  }

  private static Map<String, Label> labels() throws IOException {
    var labels = new HashMap<String, Label>();
    for (var line : Files.readAllLines(Path.of("src/test/resources/language/public-labels.tsv"))) {
      var cells = line.split("\t", -1);
      labels.put(
          cells[0],
          new Label(
              Role.valueOf(cells[1].toUpperCase(Locale.ROOT)), cells[2], Figures.labels(cells[3])));
    }
    return labels;
  }

  private static List<Sample> samples(Map<String, Label> labels) throws IOException {
    var home = System.getenv("ANSWERABLE_SAMPLES");
    assumeTrue(home != null, "ANSWERABLE_SAMPLES is not set: no messages to measure on");
    var file = Path.of(home, "twcs", "conversations.csv.gz");
    assumeTrue(Files.isReadable(file), "no messages at " + file);
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    var samples = new ArrayList<Sample>();
    var open = new HashMap<>(labels);
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var csv = format.parse(new InputStreamReader(in, UTF_8))) {
      for (var row : csv) {
        var text = cleaned(row.get("text"));
        var units = new ArrayList<String>();
        if (row.get("inbound").equals("True")) {
          units.add(text);
        } else {
          ENGLISH.read(Role.AGENT, text).sentences().forEach(span -> units.add(span.of(text)));
        }
        for (var unit : units) {
          var key = key(unit);
          var label = open.remove(key);
          if (label != null) {
            samples.add(new Sample(key, label.role, label.half, unit.strip(), label.meanings));
          }
        }
      }
    }
    return samples;
  }

  /** Without links, names at the beginning and initials at the end, as the guideline has them. */
  private static String cleaned(String text) {
    return text.replaceAll("https?://\\S+", "<url>")
        .replaceAll("^(\\s*@\\w+)+", "")
        .replaceAll("@\\w+", "@user")
        .replaceAll("\\s*[\\^*/-]\\s?[A-Z][A-Za-z]{0,2}\\s*(?=$|<url>)", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String key(String unit) {
    var crc = new CRC32();
    crc.update(unit.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").getBytes(UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
