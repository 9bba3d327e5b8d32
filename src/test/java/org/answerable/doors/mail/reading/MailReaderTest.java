package org.answerable.doors.mail.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import org.answerable.doors.files.FileName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {

  private static final String ANNA =
      """
      From: Anna <anna@customer.example>
      To: support@northwind.example
      Subject: Where is my lamp?
      Date: Mon, 2 Mar 2026 10:00:00 +0100
      Message-ID: <1@customer.example>
      """;

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void aPlainMailIsReadWhole() throws IOException {
    try (var mail = read(ANNA + "\nIt never came.\n")) {
      assertThat(mail.from()).isEqualTo(new MailAddress("Anna", "anna@customer.example"));
      assertThat(mail.to()).containsExactly(new MailAddress(null, "support@northwind.example"));
      assertThat(mail.subject()).isEqualTo("Where is my lamp?");
      assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
      assertThat(mail.messageId()).isEqualTo("1@customer.example");
      assertThat(mail.text()).isEqualTo("It never came.");
      assertThat(mail.kind()).isEqualTo(MailKind.PERSON);
      assertThat(mail.flaws()).isEmpty();
      assertThat(mail.machine().mayBeAnsweredByMachine()).isTrue();
    }
  }

  @Test
  void aMailWithEverythingShowsItsTextAndKeepsItsFiles() throws IOException {
    var png =
        Base64.getEncoder()
            .encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
    try (var mail =
        read(
            ANNA
                + """
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Sch=C3=B6ne Gr=C3=BC=C3=9Fe
                --b
                Content-Type: text/html; charset=utf-8

                <p>Schöne <b>Grüße</b><img src="cid:x@y"></p>
                --b--
                --a
                Content-Type: image/png; name="../../etc/pass\u202Egnp.exe"
                Content-ID: <x@y>
                Content-Transfer-Encoding: base64

                """
                + png
                + """

                --a
                Content-Type: image/png; name="picture.png"
                Content-Disposition: attachment

                <script>alert(1)</script>
                --a
                Content-Type: application/ms-tnef; name="winmail.dat"
                Content-Transfer-Encoding: base64

                eJ8+IgAAAAA=
                --a--
                """)) {
      assertThat(mail.text()).isEqualTo("Schöne Grüße");
      assertThat(mail.html()).contains("<b>Grüße</b>");
      assertThat(mail.attachments())
          .extracting(Attached::name)
          .containsExactly("pass[U+202E]gnp.exe", "picture.png", "winmail.dat");
      assertThat(mail.attachments())
          .extracting(Attached::mediaType)
          .containsExactly("image/png", "text/html", "application/ms-tnef");
      assertThat(mail.attachments().getFirst().contentId()).isEqualTo("x@y");
      assertThat(mail.attachments().getFirst().inline()).isTrue();
      assertThat(Files.size(mail.attachments().getFirst().file())).isEqualTo(9);
    }
  }

  @Test
  void htmlAloneBecomesText() throws IOException {
    try (var mail =
        read(
            ANNA
                + "Content-Type: text/html\n\n<style>p{}</style><p>Hello,<br>see <a href=https://shop.example/7>the"
                + " page</a></p><blockquote>old</blockquote><div style='display: none'>preheader</div>")) {
      assertThat(mail.text()).isEqualTo("Hello,\nsee the page <https://shop.example/7>\n\n> old");
      assertThat(mail.fresh()).isEqualTo("Hello,\nsee the page <https://shop.example/7>");
    }
  }

  @ParameterizedTest
  @Tag("F-10")
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n\n",
        "no header, only a sentence",
        "From:\n\nx",
        "Subject: only\n\nx",
        "From: \0\n\n\0",
        "From anna@customer.example Mon Mar  2 10:00:00 2026\nSubject: x\n\ny",
        "Content-Type: multipart/mixed; boundary=\n\n--\nx\n----",
        "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\n--\n",
        "Content-Type: text/plain; charset=\"; DROP\"\n\nx",
        "Content-Type: text/plain; charset=utf-16\n\n\u00d8\u0000",
        "Content-Type: ;;;;\nContent-Transfer-Encoding: base64\n\n====",
        "Content-Transfer-Encoding: base64\n\nAAAA\u0000\u00ff",
        "Subject: =?utf-8?B?=ED=A0=80?= =?utf-8?Q?=ED=A0=80?= =?x?Q?y?= =?utf-8?B??= =?=?=?\n\nx",
        "From: =?\nTo: <<<>>>,,,;;;:::((((\n\nx",
        "From: \"a\\\nTo: b\n\nx",
        "Date: 99 Foo 99999 99:99:99 +9999\n\nx",
        "References: <<<<<>>>> < > <\n\nx",
        "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n--a--\n--a--\n",
        "Content-Type: text/html\n\n<<<<!-- <p <p <p"
      })
  void theWorstMailIsStillARecord(String raw) throws IOException {
    try (var mail = read(raw)) {
      assertThat(mail.text() + mail.subject() + mail.html()).doesNotContain("\0");
    }
  }

  @Test
  @Tag("F-10")
  void randomBytesAreARecordToo() throws IOException {
    long seed = System.nanoTime();
    System.out.println("Random mails from seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextInt(4_000)];
      random.nextBytes(bytes);
      // Half of them are damaged mails instead: they reach deeper.
      if (i % 2 == 0) {
        bytes = (ANNA + DEEP + ANNA).getBytes(StandardCharsets.UTF_8);
        for (int k = random.nextInt(40); k >= 0; k--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      try (var mail = read(bytes, Limits.STANDARD)) {
        assertThat(mail.text()).doesNotContain("\0");
        assertThat(mail.text().codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000)).isTrue();
      }
    }
  }

  private static final String DEEP =
      """
      Content-Type: multipart/mixed; boundary="x"

      --x
      Content-Type: text/html; charset=iso-2022-jp

      <p>a
      --x
      Content-Type: text/plain; name*0*=utf-8''%41; name*1=b
      Content-Transfer-Encoding: base64

      QUJD
      --x--
      """;

  @Test
  void nulAndLoneSurrogatesAreReplacedAndTheRestStays() throws IOException {
    var raw =
        ANNA + "Content-Type: text/plain; charset=utf-16be\nContent-Transfer-Encoding: base64\n\n";
    var text =
        Base64.getEncoder().encodeToString(new byte[] {0, 'a', 0, 0, (byte) 0xd8, 0, 0, 'b'});
    try (var mail = read(raw + text)) {
      assertThat(mail.text()).startsWith("a\uFFFD").doesNotContain("\0");
      assertThat(mail.flaws()).contains(Flaw.BROKEN_CHARSET);
    }
    assertThat(HeaderText.storable("a\ud800b\udc00\0\ud83d\ude00"))
        .isEqualTo("a\uFFFDb\uFFFD\uFFFD\ud83d\ude00");
  }

  @Test
  void eightBitHeadersAreReadInTheCharsetOfTheText() throws IOException {
    var raw =
        "Subject: \u00cf\u00f0\u00e8\u00e2\u00e5\u00f2\nContent-Type: text/plain; charset=windows-1251\n\n\u00e4\u00e0";
    try (var mail = read(raw.getBytes(ISO_8859_1), Limits.STANDARD)) {
      assertThat(mail.subject()).isEqualTo("Привет");
      assertThat(mail.text()).isEqualTo("да");
    }
    try (var mail = read("Subject: Grüße\n\nx".getBytes(StandardCharsets.UTF_8), Limits.STANDARD)) {
      assertThat(mail.subject()).isEqualTo("Grüße");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= | Grüße",
        "=?UTF-8?B?R3LDvMOfZQ?= | Grüße",
        "=?iso-8859-1?Q?a=80b?= | a€b",
        "=?utf-8?q?two words?= | two words",
        "a =?utf-8?q?b?= c | a b c",
        "=?unknown?q?x?= | x",
        "=?utf-8?z?x?= | =?utf-8?z?x?=",
        "=?utf-8?q?open | =?utf-8?q?open",
        "=?utf-8*de?q?G=C3=BC?= | Gü",
        "=?unicode-1-1-utf-7?q?+ANw-ber?= | Über"
      })
  void encodedWordsAreReadAsTheyAreReallyWritten(String raw, String wanted) {
    assertThat(HeaderText.decoded(raw)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Anna <anna@customer.example> | Anna <anna@customer.example>",
        "anna@customer.example (Anna (the first)) | Anna (the first) <anna@customer.example>",
        "\"Smith, Anna\" <anna@customer.example> | Smith, Anna <anna@customer.example>",
        "\"ceo@northwind.example\" <eve@elsewhere.example> | ceo@northwind.example <eve@elsewhere.example>",
        "=?utf-8?q?ceo=40northwind.example?= <eve@elsewhere.example> | ceo@northwind.example <eve@elsewhere.example>",
        "Team: anna@customer.example, <ben@customer.example>; | anna@customer.example",
        "undisclosed-recipients:; | ",
        "<@relay.example:anna@customer.example> | anna@customer.example",
        "Anna anna@customer.example | Anna <anna@customer.example>",
        "=?utf-8?q?Anna_=3Canna=40customer=2Eexample=3E?= | Anna <anna@customer.example>",
        "Anna <anna@customer.example\u0000> | Anna <anna@customer.example\uFFFD>"
      })
  void addressesAreReadAsTheyAreReallyWritten(String raw, String first) {
    var list = AddressList.parse(raw);
    assertThat(list.isEmpty() ? "" : list.getFirst().shown()).isEqualTo(first == null ? "" : first);
  }

  @Test
  void twoThousandRecipientsAreReadQuickly() throws IOException {
    var to = new StringBuilder("To: ");
    for (int i = 0; i < 2_000; i++)
      to.append("Person ").append(i).append(" <p").append(i).append("@customer.example>,\n ");
    try (var mail = read(to + "x@customer.example\nFrom: a@customer.example\n\nhello")) {
      assertThat(mail.to()).hasSize(2_001);
      assertThat(mail.text()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 2 Mar 2026 10:00:00 +0100 | 2026-03-02T09:00:00Z",
        "2 Mar 26 10:00 EST | 2026-03-02T15:00:00Z",
        "Mon Mar 2 10:00:00 2026 | 2026-03-02T10:00:00Z",
        "Mon, 2 Mar 2026 10:00:00 GMT (a comment) | 2026-03-02T10:00:00Z",
        "2026-03-02T10:00:00+01:00 | 2026-03-02T09:00:00Z",
        "02-Mar-2026 10:00:00 +0000 | 2026-03-02T10:00:00Z",
        "31 Feb 2026 10:00 +0000 | ",
        "yesterday | "
      })
  void datesAreReadAsTheyAreReallyWritten(String raw, String wanted) {
    assertThat(MailDate.parse(raw)).isEqualTo(wanted == null ? null : Instant.parse(wanted));
  }

  @ParameterizedTest
  @Tag("A-22")
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied (vacation) | AUTO_REPLY | false",
        "Auto-Submitted: no | PERSON | true",
        "Return-Path: <> | AUTO_REPLY | false",
        "List-Unsubscribe: <mailto:x@y.example> | LIST | false",
        "Precedence: bulk | BULK | false",
        "Precedence: junk | BULK | false",
        "Precedence: list | LIST | false",
        "X-Auto-Response-Suppress: All | PERSON | false",
        "X-Autoreply: yes | AUTO_REPLY | false",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x | BOUNCE | false",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x | BOUNCE | false",
        "X-Something: else | PERSON | true"
      })
  void machinesAreKnownByTheirMarks(String header, MailKind kind, boolean answered)
      throws IOException {
    try (var mail = read(ANNA + header + "\n\ntext")) {
      assertThat(mail.kind()).isEqualTo(kind);
      assertThat(mail.machine().mayBeAnsweredByMachine()).isEqualTo(answered);
    }
    try (var mail = read("From: MAILER-DAEMON@relay.example\n\ntext")) {
      assertThat(mail.kind()).isEqualTo(MailKind.BOUNCE);
    }
  }

  @Test
  @Tag("A-22")
  void aDeliveryStatusNamesTheMailItSpeaksAbout() throws IOException {
    try (var mail =
        read(
            """
            From: Mail Delivery <postmaster@relay.example>
            Return-Path: <>
            Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r
            Content-Type: text/plain

            It could not be delivered.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; relay.example

            Final-Recipient: rfc822; anna@customer.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 no
             such user
            --r
            Content-Type: text/rfc822-headers

            Message-ID: <ours@northwind.example>
            Subject: Your lamp
            --r--
            """)) {
      var report = Objects.requireNonNull(mail.report());
      assertThat(report.messageId()).isEqualTo("ours@northwind.example");
      assertThat(report.outcomes())
          .containsExactly(
              new Report.Outcome("anna@customer.example", "failed", "5.1.1", "550 no such user"));
      assertThat(report.outcomes().getFirst().failed()).isTrue();
      assertThat(mail.text()).isEqualTo("It could not be delivered.");
    }
  }

  @Test
  void aFileInTheTextIsTakenOut() throws IOException {
    try (var mail =
        read(
            ANNA
                + "\nBefore\nbegin 644 a.txt\n#0V%T\n`\nend\nAfter\nbegin 644 words of a sentence\nno code\n")) {
      assertThat(mail.text()).isEqualTo("Before\nAfter\nbegin 644 words of a sentence\nno code");
      assertThat(mail.attachments()).hasSize(1);
      assertThat(mail.attachments().getFirst().name()).isEqualTo("a.txt");
      assertThat(mail.attachments().getFirst().file()).hasContent("Cat");
    }
  }

  @Test
  @Tag("A-25")
  void aMailDeeperThanAllowedIsKeptWithWhatIsReadable() throws IOException {
    var mail = new StringBuilder(ANNA);
    for (int i = 0; i < 60; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append("\nContent-Type: text/plain\n\nlevel ")
          .append(i)
          .append("\n--b")
          .append(i)
          .append('\n');
    }
    try (var read = read(mail.toString())) {
      assertThat(read.flaws()).contains(Flaw.TOO_DEEP);
      assertThat(read.text()).contains("level 0", "level 19").doesNotContain("level 21");
      assertThat(read.fullyReadable()).isFalse();
      assertThat(read.attachments()).hasSize(1);
    }
  }

  @Test
  @Tag("A-25")
  void moreThanAThousandPartsEndTheReading() throws IOException {
    var mail = ANNA + "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nx\n".repeat(1_500);
    try (var read = read(mail)) {
      assertThat(read.flaws()).contains(Flaw.TOO_MANY_PARTS);
      assertThat(read.text()).contains("x");
    }
  }

  @Test
  @Tag("A-25")
  void moreThanTenThousandHeaderLinesStillShowTheText() throws IOException {
    try (var read = read(ANNA + "X-A: b\n c\n".repeat(20_000) + "\nhello")) {
      assertThat(read.flaws()).contains(Flaw.TOO_MANY_HEADER_LINES);
      assertThat(read.text()).isEqualTo("hello");
    }
  }

  @Test
  @Tag("A-25")
  void headersOfManyMegabytesAreCut() throws IOException {
    try (var read = read(ANNA + "X-A: " + "b".repeat(3_000_000) + "\n\nhello")) {
      assertThat(read.flaws()).contains(Flaw.HEADER_TOO_LONG);
      assertThat(read.text()).isEqualTo("hello");
    }
    try (var read = read(ANNA + "X-A: " + "b".repeat(9_000_000) + "\n\nhello")) {
      assertThat(read.fullyReadable()).isFalse();
      assertThat(read.subject()).isEqualTo("Where is my lamp?");
    }
  }

  @Test
  @Tag("A-25")
  void tooLargeAMailIsReadUpToTheLimit() throws IOException {
    var small = new Limits(10_000, 20_000, 100, 10, 5, 100, 1_000, Duration.ofSeconds(5));
    try (var read = read((ANNA + "\n" + "word ".repeat(10_000)).getBytes(ISO_8859_1), small)) {
      assertThat(read.flaws()).contains(Flaw.TOO_LARGE, Flaw.TEXT_TOO_LONG);
      assertThat(read.text()).startsWith("word word").hasSizeLessThan(1_001);
      assertThat(read.attachments()).hasSize(1);
    }
    var decoded = new Limits(100_000, 3_000, 100, 10, 5, 100, 1_000, Duration.ofSeconds(5));
    var file =
        ANNA
            + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nfirst\n--a\nContent-Type: application/x\n\n"
            + "x".repeat(30_000)
            + "\n--a\n\nlast\n--a--\n";
    try (var read = read(file.getBytes(ISO_8859_1), decoded)) {
      assertThat(read.flaws()).contains(Flaw.TOO_MUCH_DECODED);
      assertThat(read.text()).isEqualTo("first");
      assertThat(read.attachments()).hasSize(1);
    }
  }

  @Test
  @Tag("A-25")
  void whenTimeIsUpWhatWasReadCounts() throws IOException {
    var none = new Limits(10_000, 20_000, 100, 10, 5, 100, 1_000, Duration.ZERO);
    try (var read = read((ANNA + "\nhello").getBytes(ISO_8859_1), none)) {
      assertThat(read.flaws()).contains(Flaw.TOO_SLOW);
    }
  }

  @Test
  @Tag("A-25")
  void deeplyNestedHtmlTakesNoTime() throws IOException {
    var start = Instant.now();
    try (var read =
        read(ANNA + "Content-Type: text/html\n\n" + "<div><b><i>".repeat(60_000) + "hello")) {
      assertThat(read.text()).isEqualTo("hello");
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void thirtyMegabytesAreStreamed() throws IOException {
    var file = folder.resolve("big.eml");
    try (var out = Files.newBufferedWriter(file)) {
      out.write(
          ANNA
              + "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nhello\n--a\nContent-Type: application/zip; name=b.zip\nContent-Transfer-Encoding: base64\n\n");
      var line = Base64.getEncoder().encodeToString(new byte[57]) + "\n";
      for (int i = 0; i < 395_000; i++) out.write(line);
      out.write("\n--a--\n");
    }
    assertThat(Files.size(file)).isGreaterThan(30_000_000);
    var start = Instant.now();
    try (var read = new MailReader(folder, Limits.STANDARD).read(file, null)) {
      assertThat(read.attachments().getFirst().size()).isEqualTo(395_000L * 57);
      assertThat(read.flaws()).isEmpty();
    }
    System.out.println(
        "30 MB mail read in " + Duration.between(start, Instant.now()).toMillis() + " ms");
  }

  @Test
  @Tag("A-05")
  void fileNamesAreHarmless() {
    assertThat(FileName.safe("C:\\Users\\anna\\..\\photo.jpg")).isEqualTo("photo.jpg");
    assertThat(FileName.safe("../../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileName.safe("a\r\nSet-Cookie: x")).isEqualTo("aSet-Cookie_ x");
    assertThat(FileName.safe("..")).isEmpty();
    assertThat(FileName.safe("ü".repeat(300) + ".pdf").getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(255);
    assertThat(FileName.safe("ü".repeat(300) + ".pdf")).endsWith(".pdf");
    assertThat(FileName.safe("in\u200bvoice\u2066.exe")).isEqualTo("in[U+200B]voice[U+2066].exe");
  }

  private ReadMail read(String raw) throws IOException {
    return read(raw.getBytes(StandardCharsets.UTF_8), Limits.STANDARD);
  }

  private ReadMail read(byte[] raw, Limits limits) throws IOException {
    var file = folder.resolve("raw.eml");
    Files.write(file, raw);
    return new MailReader(folder, limits).read(file, null);
  }
}
