package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.answerable.pages.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mail that lacks what mail should have, or has too much of it, through the doors of a real desk
 * and up to the page of its case.
 */
@Tag("F-10")
class OddMailTest {

  private static final Map<String, String> HEADERS = headers();

  private static RealDesk desk;
  private static Visitor lena;

  @BeforeAll
  static void open() {
    desk = new RealDesk();
    desk.serve();
    desk.found();
    lena = desk.lena();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static Map<String, String> headers() {
    var all = new LinkedHashMap<String, String>();
    all.put("From", "Priya Raman <priya@customer.example>");
    all.put("To", RealDesk.MAILBOX);
    all.put("Date", "Mon, 2 Mar 2026 09:00:00 +0100");
    all.put("Message-ID", "<lamp@customer.example>");
    all.put("Content-Type", "text/plain; charset=utf-8");
    return all;
  }

  private static String mail(String subject, List<String> without, String body) {
    return "Subject: "
        + subject
        + "\r\n"
        + HEADERS.entrySet().stream()
            .filter(one -> !without.contains(one.getKey()))
            .map(one ->
                one.getKey()
                    + ": "
                    // Each is another mail.
                    + one.getValue().replace("<lamp", "<" + subject.hashCode())
                    + "\r\n")
            .collect(Collectors.joining())
        + "\r\n"
        + body
        + "\r\n";
  }

  @Test
  void whateverAMailLacksItBecomesACaseWithAPage() throws IOException {
    var missing =
        List.of(
            List.of("From"),
            List.of("To"),
            List.of("Date"),
            List.of("Message-ID"),
            List.of("Content-Type"),
            List.copyOf(HEADERS.keySet()));
    try (var courier = new Courier(desk.smtpPort())) {
      for (var without : missing) {
        var subject = "Without " + String.join(" ", without);
        var said =
            courier.give(
                "priya@customer.example",
                RealDesk.MAILBOX,
                mail(subject, without, "The lamp is dark. Grüße"));
        assertThat(said).as(subject).startsWith("250");
        assertThat(page(subject)).as(subject).contains("The lamp is dark. Grüße").contains("Lena");
      }
    }
  }

  @Test
  @Tag("A-22")
  void whatHasNoHeaderAtAllIsACaseAndFromNobodyWaitsInTheTray() throws IOException {
    try (var courier = new Courier(desk.smtpPort())) {
      assertThat(courier.give("a@customer.example", RealDesk.MAILBOX, "\r\nOnly words.\r\n"))
          .startsWith("250");
      assertThat(courier.give("a@customer.example", RealDesk.MAILBOX, "")).startsWith("250");
      assertThat(courier.give("", RealDesk.MAILBOX, "Subject: From nobody\r\n\r\nHello.\r\n"))
          .startsWith("250");
    }
    desk.await("all is filed", () -> unfiled() == 0);
    var id =
        desk.ask("select chain_id from views.messages where preview like 'Only words%'").getFirst();
    assertThat(lena.get("/cases/" + id).body()).contains("Only words.");
    assertThat(lena.get("/tray").body()).contains("From nobody", "Hello.");
  }

  @Test
  void whatIsInNoCharacterSetIsShownAsFarAsItCanBe() throws IOException {
    var head =
        "From: a@customer.example\r\nSubject: 8-bit %s\r\nContent-Type: text/plain%s\r\n\r\n";
    var bodies =
        Map.of(
            "none", head.formatted("none", ""),
            "unknown", head.formatted("unknown", "; charset=klingon"),
            "empty", head.formatted("empty", "; charset=\"\""));
    for (var one : bodies.entrySet()) {
      var bytes = (one.getValue() + "Gr\u00fc\u00dfe aus K\u00f6ln\0\r\n").getBytes("ISO-8859-1");
      try (var courier = new Courier(desk.smtpPort())) {
        assertThat(courier.give("a@customer.example", List.of(RealDesk.MAILBOX), bytes))
            .startsWith("250");
      }
      assertThat(page("8-bit " + one.getKey())).contains("Grüße aus Köln").doesNotContain("\0");
    }
  }

  @Test
  @Tag("A-25")
  void ofAMailThatCannotBeReadToItsEndTheMailItselfIsOffered() throws IOException {
    var deep = new StringBuilder("From: a@customer.example\r\nSubject: Deep\r\n");
    for (int depth = 0; depth < 40; depth++) {
      deep.append(
          "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(depth, depth));
    }
    deep.append("\r\nAt the bottom.\r\n");
    try (var courier = new Courier(desk.smtpPort())) {
      assertThat(courier.give("a@customer.example", RealDesk.MAILBOX, deep.toString()))
          .startsWith("250");
    }
    var page = page("Deep");
    assertThat(page).contains("not fully readable", "The mail as it came in");
    var raw = page.substring(0, page.indexOf("/raw\"") + 4);
    var mail = lena.file(raw.substring(raw.lastIndexOf("/cases/")));
    assertThat(new String(mail.body(), StandardCharsets.US_ASCII))
        .contains("boundary=b39", "At the bottom.");
    assertThat(mail.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"message.eml\"");
    assertThat(
            lena.get(raw.substring(raw.lastIndexOf("/cases/")).replaceAll("/\\d+/raw", "/1/raw")))
        .extracting(answer -> answer.statusCode())
        .isEqualTo(404);
  }

  @Test
  void twoThousandAddressesChangeNothing() throws IOException {
    var many =
        IntStream.range(0, 2_000)
            .mapToObj(n -> "Somebody " + n + " <somebody" + n + "@customer.example>")
            .collect(Collectors.joining(",\r\n "));
    var mail =
        "From: priya@customer.example\r\nSubject: To everybody\r\nTo: "
            + many
            + "\r\n\r\nDoes anybody know?\r\n";
    try (var courier = new Courier(desk.smtpPort())) {
      assertThat(courier.give("priya@customer.example", RealDesk.MAILBOX, mail)).startsWith("250");
      assertThat(page("To everybody"))
          .contains("Does anybody know?")
          .doesNotContain("somebody1999@customer.example");
      // A hundred in the envelope are heard; a sender gives the rest in another go.
      var all = new java.util.ArrayList<>(java.util.Collections.nCopies(101, RealDesk.MAILBOX));
      assertThat(courier.give("priya@customer.example", all, new byte[] {'x'})).startsWith("452");
    }
    assertThat(desk.count("select count(*) from work.parties where address like 'somebody%'"))
        .as("To and Cc add nobody to a case (A-11)")
        .isZero();
  }

  @Test
  @Tag("A-04")
  @Tag("A-25")
  void thirtyMegabytesComeInByBothDoorsAndTheirFilesOutAsTheyWere() throws Exception {
    var random = new Random(7);
    var film = new byte[21 * 1024 * 1024]; // in base64 and with its lines some 29 MB
    random.nextBytes(film);
    var mail =
        ("From: priya@customer.example\r\nSubject: %s\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the film.\r\n--b\r\n"
                + "Content-Type: text/html; name=\"film.html\"\r\n"
                + "Content-Disposition: attachment; filename=\"../r\u202Egpj.html\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n")
            + Base64.getMimeEncoder().encodeToString(film)
            + "\r\n--b--\r\n";
    try (var courier = new Courier(desk.smtpPort())) {
      assertThat(
              courier.give(
                  "priya@customer.example", RealDesk.MAILBOX, mail.formatted("Film by SMTP")))
          .startsWith("250");
      assertThat(
              courier.give(
                  "priya@customer.example",
                  RealDesk.MAILBOX,
                  mail.formatted("Too much") + "x".repeat(25 * 1024 * 1024)))
          .as("and more than 50 MB is refused while it comes")
          .startsWith("552");
    }
    assertThat(receive(mail.formatted("Film by pipe"))).isZero();
    for (var subject : List.of("Film by SMTP", "Film by pipe")) {
      var page = page(subject);
      assertThat(page).contains("See the film.");
      var href = page.substring(page.indexOf("/cases/", page.indexOf("class=\"line small\"")));
      var file = lena.file(href.substring(0, href.indexOf('"')));
      assertThat(file.body()).isEqualTo(film);
      assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
          .startsWith("attachment;")
          .contains("%5BU+202E%5D")
          .doesNotContain("/");
      assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
      assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("sandbox");
    }
  }

  private static long unfiled() {
    return desk.count("select count(*) from work.mails where state = 'kept'");
  }

  /** The page of the case that this mail became, once it did. */
  private static String page(String subject) {
    var which =
        "select case_id from work.mails where state = 'filed' and subject = '" + subject + "'";
    desk.await(subject, () -> !desk.ask(which).isEmpty());
    var answer = lena.get("/cases/" + desk.ask(which).getFirst());
    assertThat(answer.statusCode()).as(subject).isEqualTo(200);
    return answer.body();
  }

  private static int receive(String mail) throws Exception {
    var file = desk.folder.resolve("film.eml");
    Files.writeString(file, mail, StandardCharsets.UTF_8);
    return new ProcessBuilder(desk.beside("receive", "--data", desk.data.toString()))
        .redirectInput(file.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
