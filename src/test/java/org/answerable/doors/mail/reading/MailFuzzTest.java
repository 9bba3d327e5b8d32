package org.answerable.doors.mail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;

/**
 * With JAZZER_FUZZ=1 a fuzzer looks for a mail that breaks the reader; else its finds are replayed.
 */
@Tag("F-10")
class MailFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreAMail(byte[] raw) throws IOException {
    var folder = Files.createTempDirectory("fuzz");
    var file = folder.resolve("raw.eml");
    try {
      Files.write(file, raw);
      var start = Instant.now();
      try (var mail = new MailReader(folder, Limits.STANDARD).read(file, null)) {
        var text = mail.subject() + mail.text() + mail.fresh() + mail.quoted() + mail.html();
        assertThat(text).doesNotContain("\0");
        assertThat(text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000)).isTrue();
        assertThat(mail.attachments()).allMatch(a -> !a.name().contains("/"));
      }
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
