package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.answerable.doors.mail.Letter.Automatic;
import org.answerable.doors.mail.reading.Limits;
import org.answerable.doors.mail.reading.MailKind;
import org.answerable.doors.mail.reading.MailReader;
import org.answerable.doors.mail.reading.ReadMail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

  @TempDir Path folder;

  @Test
  void itReadsBackAsItWasWritten() throws IOException {
    var letter =
        letter(
            "Your lamp – Größe M",
            "It left today.\nSee https://northwind.example/7?a=1&b=2.",
            "Where is <my> lamp?",
            Automatic.NO,
            List.of(
                new Letter.Enclosed(
                    "Rechnung März.pdf",
                    "application/pdf",
                    () ->
                        new ByteArrayInputStream("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))));
    try (var mail = read(bytes(letter))) {
      assertThat(mail.messageId()).isEqualTo("abc.1@northwind.example");
      assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
      assertThat(Objects.requireNonNull(mail.from()).shown())
          .isEqualTo("Ben, Northwind <support@northwind.example>");
      assertThat(mail.subject()).isEqualTo("Your lamp – Größe M");
      assertThat(mail.inReplyTo()).containsExactly("1@customer.example");
      assertThat(mail.references()).containsExactly("0@customer.example", "1@customer.example");
      assertThat(mail.text())
          .isEqualTo(
              "It left today.\nSee https://northwind.example/7?a=1&b=2.\n\n> Where is <my> lamp?");
      assertThat(mail.html())
          .contains("<a href=\"https://northwind.example/7?a=1&amp;b=2\">", "&lt;my&gt;");
      assertThat(mail.attachments()).hasSize(1);
      assertThat(mail.attachments().getFirst().name()).isEqualTo("Rechnung März.pdf");
      assertThat(mail.attachments().getFirst().file()).hasContent("%PDF-1.7");
      assertThat(mail.language()).isEqualTo("en");
      assertThat(mail.kind()).isEqualTo(MailKind.PERSON);
      assertThat(mail.flaws()).isEmpty();
    }
  }

  @Test
  void writtenAgainItIsTheSameMail() throws Exception {
    var letter = letter("Your lamp", "x", null, Automatic.NO, List.of());
    assertThat(headers(bytes(letter))).isEqualTo(headers(bytes(letter)));
    var changed = letter.message();
    changed.saveChanges();
    assertThat(changed.getMessageID()).isEqualTo("<abc.1@northwind.example>");
  }

  @Test
  @Tag("A-22")
  void whatTheDeskSendsByItselfSaysSo() throws IOException {
    try (var mail = read(bytes(letter("x", "y", null, Automatic.REPLIED, List.of())))) {
      assertThat(mail.machine().autoSubmitted()).isEqualTo("auto-replied");
      assertThat(mail.kind()).isEqualTo(MailKind.AUTO_REPLY);
      assertThat(mail.machine().mayBeAnsweredByMachine()).isFalse();
    }
  }

  @ParameterizedTest
  @Tag("A-24")
  @ValueSource(
      strings = {
        "a\r\nBcc: eve@elsewhere.example",
        "a\nBcc: eve@elsewhere.example",
        "a\rBcc: eve@elsewhere.example",
        "a\u0000Bcc: eve@elsewhere.example",
        "a\u760a\u760dBcc: eve@elsewhere.example",
        "a\u2028Bcc: eve@elsewhere.example",
        "a\u0085Bcc: eve@elsewhere.example",
        "=?utf-8?Q?a=0D=0ABcc:_eve=40elsewhere.example?="
      })
  void noHeaderComesOutOfWhatPeopleWrite(String text) throws IOException {
    var from = Objects.requireNonNull(Mailbox.of(text, "support@northwind.example"));
    var letter =
        new Letter(
            "a@b",
            Instant.EPOCH,
            from,
            null,
            from,
            List.of(from),
            List.of(from),
            text,
            text,
            List.of(text, "x@y"),
            text,
            text,
            Automatic.NO,
            Locale.ENGLISH,
            List.of(
                new Letter.Enclosed(
                    text, "text/plain\r\nX: y", () -> new ByteArrayInputStream(new byte[0]))));
    var raw = bytes(letter);
    assertThat(headers(raw).lines())
        .noneMatch(line -> line.startsWith("Bcc") || line.startsWith("X:"));
    try (var mail = read(raw)) {
      assertThat(mail.to()).hasSize(1);
      assertThat(mail.cc()).hasSize(1);
      assertThat(mail.references()).contains("x@y");
    }
  }

  @ParameterizedTest
  @Tag("A-24")
  @ValueSource(
      strings = {
        "a@b.example\r\nRCPT TO:<eve@elsewhere.example>",
        "a@b.example>\r\nDATA",
        "a b@c.example",
        "a@b@c.example",
        "\"a b\"@c.example",
        "a@[127.0.0.1]",
        "a\u760a@b.example",
        "@b.example",
        "a@",
        "a",
        "",
        "a..b@c.example",
        ".a@c.example",
        "a@c..example",
        "a,b@c.example",
        "<a@c.example>"
      })
  void onlyAnAddressBecomesAMailbox(String text) {
    assertThat(Mailbox.of(null, text)).isNull();
  }

  @Test
  void ordinaryAddressesBecomeMailboxes() {
    for (var text :
        List.of(
            "anna@customer.example",
            "anna+x@customer.example",
            "o'neil@customer.example",
            "a.b-c_d@sub.customer.example")) {
      assertThat(Objects.requireNonNull(Mailbox.of("Anna", text)).address()).isEqualTo(text);
    }
    assertThat(Objects.requireNonNull(Mailbox.of(null, "anna@Müller.example")).address())
        .isEqualTo("anna@xn--mller-kva.example");
    assertThat(Objects.requireNonNull(Mailbox.of("😀 Anna\ud800", "a@b.example")).name())
        .isEqualTo("😀 Anna");
  }

  @Test
  void aLetterForNobodyIsRefused() {
    var from = Objects.requireNonNull(Mailbox.of(null, "support@northwind.example"));
    assertThatThrownBy(() ->
            new Letter(
                "a@b",
                Instant.EPOCH,
                from,
                null,
                null,
                List.of(),
                List.of(),
                "",
                null,
                List.of(),
                "",
                null,
                Automatic.NO,
                Locale.ENGLISH,
                List.of()))
        .hasMessageContaining("nobody");
  }

  private static Letter letter(
      String subject,
      String text,
      @Nullable String quoted,
      Automatic automatic,
      List<Letter.Enclosed> files) {
    var from = Objects.requireNonNull(Mailbox.of("Ben, Northwind", "support@northwind.example"));
    var anna = Objects.requireNonNull(Mailbox.of("Anna", "anna@customer.example"));
    return new Letter(
        "abc.1@northwind.example",
        Instant.parse("2026-03-02T09:00:00Z"),
        from,
        null,
        null,
        List.of(anna),
        List.of(),
        subject,
        "1@customer.example",
        List.of("0@customer.example", "1@customer.example"),
        text,
        quoted,
        automatic,
        Locale.ENGLISH,
        files);
  }

  private static byte[] bytes(Letter letter) throws IOException {
    var out = new ByteArrayOutputStream();
    letter.writeTo(out);
    return out.toByteArray();
  }

  private static String headers(byte[] raw) {
    var text = new String(raw, StandardCharsets.ISO_8859_1);
    var head = text.substring(0, text.indexOf("\r\n\r\n"));
    return head.lines()
        .filter(line -> !line.contains("boundary="))
        .reduce("", (a, b) -> a + b + "\n");
  }

  private ReadMail read(byte[] raw) throws IOException {
    var file = folder.resolve("raw.eml");
    Files.write(file, raw);
    return new MailReader(folder, Limits.STANDARD).read(file, "support@northwind.example");
  }
}
