package org.answerable.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * How often real people's messages are marked as danger: public messages to companies, and long
 * complaints about banks. Neither may be shipped; they are looked for below {@code
 * $ANSWERABLE_SAMPLES}, and without them these tests are skipped, visibly. What is marked among the
 * complaints is often a lawyer's letter indeed, so their share is printed and asks for reading; the
 * short messages were all read, and none tells of danger.
 */
class DangerSamplesTest {

  private static final Language ENGLISH = Language.of(Locale.ENGLISH);

  @Test
  void noShortPublicMessageIsTakenForDanger() throws IOException {
    var texts = new LinkedHashSet<String>();
    for (var row : rows("twcs", "conversations.csv.gz")) {
      texts.add(row.get("text"));
    }
    assertThat(marked("short public messages of both sides", texts)).isZero();
  }

  @Test
  void theShareAmongLongComplaintsIsPrinted() throws IOException {
    var texts = new LinkedHashSet<String>();
    for (var file : List.of("2019_with_narrative", "2023_apr", "2023_aug")) {
      for (var row : rows("cfpb", "complaints_" + file + ".csv.gz")) {
        for (var column : Set.of("Consumer complaint narrative", "Consumer_complaint_narrative")) {
          if (row.isSet(column) && !row.get(column).isBlank()) {
            texts.add(row.get(column));
          }
        }
      }
    }
    assertThat(marked("long complaints", texts)).isLessThan(texts.size() / 5);
  }

  /** How many are marked; never which, as their words may not leave their file. */
  private static int marked(String what, Collection<String> texts) {
    int sentences = 0;
    int marked = 0;
    for (var text : texts) {
      var reading = ENGLISH.read(Role.CUSTOMER, text);
      sentences += reading.sentences().size();
      if (reading.says(Meaning.DANGER)) {
        marked++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "Danger: marked in %d of %d %s (%d sentences)%n",
        marked,
        texts.size(),
        what,
        sentences);
    return marked;
  }

  private static List<CSVRecord> rows(String folder, String name) throws IOException {
    var home = System.getenv("ANSWERABLE_SAMPLES");
    assumeTrue(home != null, "ANSWERABLE_SAMPLES is not set: no messages to measure on");
    var file = Path.of(home, folder, name);
    assumeTrue(Files.isReadable(file), "no messages at " + file);
    var format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setLenientEof(true).get();
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var csv = format.parse(new InputStreamReader(in, UTF_8))) {
      return csv.getRecords();
    }
  }
}
