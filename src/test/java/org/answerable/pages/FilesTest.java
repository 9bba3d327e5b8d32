package org.answerable.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.entrance.Passwords;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.links.CaseTokens.Purpose;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files from those who answer and from those who asked: both see them, nobody's browser runs them.
 */
class FilesTest {

  private static final String PASSWORD = "correct horse battery";
  private static final byte[] PAGE = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
  private static final Pattern FILE = Pattern.compile("href=\"(/[^\"]+/files/\\d+/att\\.\\d+)\"");

  private static House house;
  private static Northwind desk;
  private static TheirServer outside;
  private static Doors doors;

  @BeforeAll
  static void open() {
    house = House.built();
    desk = Northwind.in(house);
    outside = new TheirServer();
    doors = Doors.live(house, outside.port());
    doors.room(Passwords.class).set(desk.maya, PASSWORD, "", Ids.command());
  }

  @AfterAll
  static void close() {
    doors.close();
    outside.close();
    house.close();
  }

  private static Visitor maya() {
    return new Visitor(doors.url()).signedIn("maya@northwind.example", PASSWORD);
  }

  private static Visitor priya() {
    return new Visitor(doors.url());
  }

  @Test
  @Tag("A-04")
  @Tag("A-05")
  void aFileGoesAlongWithTheReplyAndStandsOnBothPages() throws Exception {
    var parcel = parcel();
    int before = outside.count();
    var big = new byte[600_000]; // more than two pieces of a blob
    new java.util.Random(7).nextBytes(big);
    var files = new LinkedHashMap<String, byte[]>();
    files.put("../../evil\u202egnp.html", PAGE);
    files.put("label.bin", big);
    var sent =
        maya().postFiles(page(parcel), page(parcel) + "/reply", reply(parcel, "The label."), files);
    assertThat(sent.statusCode()).isEqualTo(303);

    var letter = outside.letter(before + 1);
    var parts = (Multipart) letter.getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("evil[U+202E]gnp.html");
    assertThat(parts.getBodyPart(1).getDisposition()).isEqualTo(BodyPart.ATTACHMENT);
    assertThat(parts.getBodyPart(2).getInputStream().readAllBytes()).isEqualTo(big);

    handedOutSafely(maya(), page(parcel));
    handedOutSafely(priya(), link(parcel));
  }

  private static void handedOutSafely(Visitor reader, String page) {
    var link = FILE.matcher(reader.get(page).body());
    assertThat(link.find()).as(page).isTrue();
    var file = reader.get(link.group(1));
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).isEqualTo(new String(PAGE, StandardCharsets.UTF_8));
    var headers = file.headers();
    assertThat(headers.firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;")
        .doesNotContain("/", "\u202e");
    assertThat(headers.firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.allValues("Content-Security-Policy"))
        .containsExactly("sandbox; default-src 'none'");
  }

  @Test
  void aCustomerAttachesAPhotoAndItsWordsMayBeLeftOut() {
    var parcel = parcel();
    var answer =
        priya()
            .postFiles(
                link(parcel), link(parcel) + "/write", Map.of("body", ""), Map.of("a.jpg", PAGE));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(maya().get(page(parcel)).body()).contains("a.jpg");
    handedOutSafely(priya(), link(parcel));
  }

  @Test
  @Tag("A-27")
  void aNotesFileAndAStrangersAreNotTheCustomers() {
    var parcel = parcel();
    maya()
        .postFiles(
            page(parcel), page(parcel) + "/note", reply(parcel, "For us."), Map.of("us.txt", PAGE));
    var staff = FILE.matcher(maya().get(page(parcel)).body());
    assertThat(staff.find()).isTrue();
    var path = staff.group(1).substring(page(parcel).length());
    assertThat(maya().get(page(parcel) + path).statusCode()).isEqualTo(200);
    assertThat(priya().get(link(parcel)).body()).doesNotContain("us.txt");
    assertThat(priya().get(link(parcel) + path).statusCode()).isEqualTo(404);
    assertThat(priya().get(link(parcel) + "/files/1/body").statusCode()).isEqualTo(404);
    assertThat(priya().get(link(parcel) + "/files/9999/att.1").statusCode()).isEqualTo(404);
    assertThat(priya().get(page(parcel) + path).statusCode()).isEqualTo(303);
  }

  @Test
  void filesThatAreTooMuchAreRefusedAndTheWordsAreStillThere() {
    var parcel = parcel();
    var many = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < 11; i++) {
      many.put("f" + i + ".txt", PAGE);
    }
    var tooMany =
        maya().postFiles(page(parcel), page(parcel) + "/reply", reply(parcel, "Eleven."), many);
    assertThat(tooMany.statusCode()).isEqualTo(422);
    assertThat(tooMany.body()).contains("at most 10", "Eleven.");
    var large = Map.of("large.bin", new byte[16 * 1024 * 1024]);
    var tooLarge =
        priya().postFiles(link(parcel), link(parcel) + "/write", Map.of("body", "See it."), large);
    assertThat(tooLarge.statusCode()).isEqualTo(422);
    assertThat(tooLarge.body()).contains("at most 15 MB", "See it.");
    assertThat(maya().get(page(parcel)).body()).doesNotContain("large.bin", "Eleven.");
  }

  @Test
  void whatIsLargerThanTheDeskLooksAtIsRefusedWithASentence() {
    var parcel = parcel();
    var huge = Map.of("huge.bin", new byte[33 * 1024 * 1024]);
    var answer =
        priya().postFiles(link(parcel), link(parcel) + "/write", Map.of("body", "x"), huge);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("This is too large");
  }

  @Test
  void aFormThatHasNoFilesTakesNone() {
    var answer =
        priya().postFiles("/sign-in", "/sign-in", Map.of("address", "x"), Map.of("x.txt", PAGE));
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void whoeverIsRefusedIsToldThatTheFilesAreGoneFromTheForm() {
    var parcel = parcel();
    var stale = new LinkedHashMap<>(reply(parcel, "With the label."));
    desk.reply(parcel, "priya@customer.example", "Never mind, it came!");
    var answer =
        maya().postFiles(page(parcel), page(parcel) + "/reply", stale, Map.of("label.txt", PAGE));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("With the label.", "Never mind, it came!", "please choose them again");
  }

  private static CaseId parcel() {
    return desk.mail("priya@customer.example", "Priya Raman", "Lost parcel", "It never arrived.");
  }

  private static Map<String, String> reply(CaseId id, String body) {
    return Map.of(
        "body",
        body,
        "next",
        "usual",
        "seen",
        String.valueOf(desk.newest(id)),
        "command",
        Ids.fresh().toString());
  }

  private static String page(CaseId id) {
    return "/cases/" + id;
  }

  private static String link(CaseId id) {
    return "/c/" + doors.room(CaseTokens.class).of(id, desk.party(id), Purpose.PAGE);
  }
}
