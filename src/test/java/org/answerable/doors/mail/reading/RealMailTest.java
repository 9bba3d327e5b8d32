package org.answerable.doors.mail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sample mail of other projects is read. Where their result lies beside a mail, the share
 * that agrees with ours is printed, and a share that falls is a failure.
 */
@EnabledIfEnvironmentVariable(
    named = Samples.FOLDER,
    matches = ".+",
    disabledReason = "ANSWERABLE_SAMPLES names no folder of sample mails")
class RealMailTest {

  @TempDir Path scratch;

  @Test
  void everySampleIsReadAndNoneStopsTheNext() throws IOException {
    var reader = new MailReader(scratch, Limits.STANDARD);
    var without = new TreeMap<String, String>();
    int count = 0;
    for (var file : Samples.all()) {
      count++;
      try (var mail = reader.read(file, null)) {
        var missing = new ArrayList<String>();
        if (mail.subject().isBlank()) missing.add("subject");
        if (mail.from() == null) missing.add("from");
        if (mail.text().isBlank()) missing.add("text");
        if (!missing.isEmpty() || !mail.flaws().isEmpty()) {
          without.put(
              file.getFileName().toString(),
              missing
                  + " "
                  + new TreeSet<>(mail.flaws())
                  + " attachments "
                  + mail.attachments().size());
        }
        assertThat(mail.text() + mail.subject()).as(file.toString()).doesNotContain("\0");
      }
    }
    without.forEach((name, what) -> System.out.println("  " + name + ": " + what));
    System.out.println(
        "Read " + count + " sample mails; " + without.size() + " with something missing or broken");
    assertThat(count).isEqualTo(146);
    try (var left = Files.list(scratch)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void weAgreeWithAnotherReaderFieldByField() throws IOException {
    var reader = new MailReader(scratch, Limits.STANDARD);
    var compared = new LinkedHashMap<String, int[]>();
    var differs = new ArrayList<String>();
    for (var file : Samples.all()) {
      var expected = Samples.expected(file);
      if (expected.isEmpty()) continue;
      var name = Samples.name(file);
      try (var mail = reader.read(file, null)) {
        var ours = ours(mail);
        expected.forEach((field, theirs) -> {
          var mine = ours.getOrDefault(field, "");
          boolean same = Samples.same(field, theirs, mine);
          boolean meant = Samples.differsOnPurpose(file, field);
          var tally = compared.computeIfAbsent(field, _ -> new int[3]);
          tally[0]++;
          if (same) tally[1]++;
          else if (meant) tally[2]++;
          else
            differs.add(
                name + "/" + field + "\n    theirs: " + cut(theirs) + "\n    ours:   " + cut(mine));
        });
      }
    }
    differs.forEach(System.out::println);
    compared.forEach((field, t) ->
        System.out.printf(
            "%-12s agrees in %d of %d (%.0f %%), differs on purpose in %d, else in %d%n",
            field, t[1], t[0], 100.0 * t[1] / t[0], t[2], t[0] - t[1] - t[2]));
    compared.forEach((field, t) ->
        assertThat(100.0 * (t[1] + t[2]) / t[0]).as(field).isGreaterThanOrEqualTo(95));
  }

  private static Map<String, String> ours(ReadMail mail) {
    var from = mail.from();
    var all = new HashMap<String, String>();
    all.put("from", from == null ? "" : from.address().toLowerCase(Locale.ROOT));
    all.put("from-name", from == null || from.name() == null ? "" : from.name());
    all.put("to", Samples.addresses(mail.to()));
    all.put("cc", Samples.addresses(mail.cc()));
    all.put("subject", mail.subject());
    all.put("body", mail.text());
    all.put("attachments", String.valueOf(mail.attachments().size()));
    return all;
  }

  private static String cut(String text) {
    var line = text.replace("\n", "⏎");
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
