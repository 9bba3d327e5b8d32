package org.answerable.doors.mail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 2 Mar 2026 at 10:00, Ben <ben@northwind.example> wrote:\n> Your parcel left.",
        "On Mon, 2 Mar 2026 at 10:00,\nBen from Northwind <ben@northwind.example>\nwrote:\n\n> Your parcel left.",
        "Am 2. März 2026 um 10:00 schrieb Ben <ben@northwind.example>:\n\n> Ihr Paket ist unterwegs.",
        "Le lun. 2 mars 2026 à 10:00, Ben <ben@northwind.example> a écrit :\n\n> Votre colis est parti.",
        "-----Original Message-----\nFrom: Ben\nSent: Monday\nTo: Anna\nSubject: Parcel\n\nYour parcel left.",
        "________________________________\nVon: Ben <ben@northwind.example>\nGesendet: Montag, 2. März 2026\nAn: Anna\nBetreff: Paket\n\nIhr Paket ist unterwegs.",
        "*From:* Ben\n*Sent:* Monday\n*To:* Anna\n*Subject:* Parcel\n\nYour parcel left.",
        "> Your parcel left.\n> Ben"
      })
  void whatIsAnsweredIsFoldedAway(String quoted) {
    var folded = Folded.of("It never came.\n\nAnna\n\n" + quoted);
    assertThat(folded.fresh()).isEqualTo("It never came.\n\nAnna");
    assertThat(folded.quoted()).isEqualTo(quoted);
  }

  @ParameterizedTest
  @Tag("A-26")
  @ValueSource(
      strings = {
        "On Mon, 2 Mar 2026 at 10:00, Ben <ben@northwind.example> wrote:\n> When did you order?\nOn Friday.\n> What?\nA lamp.",
        "> When did you order?\nOn Friday.",
        "The note said:\nFrom: the shop\nand nothing more.",
        "As my neighbour wrote: it was broken.",
        "On Monday your colleague wrote:\nit will come",
        "-----Original Message-----\nFrom: Ben\nSent: Monday\nTo: Anna\nSubject: Parcel\n\nYour parcel left.",
        "I paid 20.00\n-- \nAnna",
        ""
      })
  void whenUnsureNothingIsFolded(String text) {
    assertThat(Folded.of(text)).isEqualTo(new Folded(text, ""));
  }

  @Test
  @Tag("A-26")
  void hostileTextTakesNoTime() {
    var texts = new ArrayList<String>();
    texts.add("On ".repeat(700_000));
    texts.add(("On Monday at 10:00 Ben <a@b.example>\n").repeat(60_000));
    texts.add((">".repeat(100) + "\n").repeat(20_000));
    texts.add("From: a\n".repeat(100_000));
    texts.add("-".repeat(2_000_000));
    texts.add("From:".repeat(400_000));
    for (var text : texts) {
      var start = Instant.now();
      var folded = Folded.of(text);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
      assertThat(folded.fresh().length() + folded.quoted().length())
          .isGreaterThan(text.length() / 2);
    }
  }

  /** How far we go with another project's opinion; where we fold less, a reader sees more. */
  @Test
  @EnabledIfEnvironmentVariable(
      named = "ANSWERABLE_SAMPLES",
      matches = ".+",
      disabledReason = "ANSWERABLE_SAMPLES names no folder of sample mails")
  void whatAnotherTrimmerKeepsIsNeverFoldedAway() throws IOException {
    var folder =
        Path.of(System.getenv("ANSWERABLE_SAMPLES"), "mail", "discourse-email_reply_trimmer");
    int same = 0;
    int more = 0;
    var less = new ArrayList<String>();
    try (var files = Files.list(folder.resolve("emails"))) {
      for (var file : files.sorted().toList()) {
        var trimmed =
            Files.readString(folder.resolve("trimmed").resolve(file.getFileName())).strip();
        var fresh = Folded.of(Files.readString(file).replace("\r\n", "\n").strip()).fresh().strip();
        if (letters(fresh).equals(letters(trimmed))) same++;
        else if (letters(fresh).contains(letters(trimmed))) more++;
        else less.add(file.getFileName().toString());
      }
    }
    System.out.printf(
        "Folded as another trimmer does: %d; less than it: %d; more: %s%n", same, more, less);
    // The trimmer there also joins or cuts within quoted replies; those few are named.
    assertThat(less).hasSizeLessThanOrEqualTo(3);
  }

  private static String letters(String text) {
    var out = new StringBuilder();
    text.chars().filter(Character::isLetterOrDigit).forEach(c -> out.append((char) c));
    return out.toString();
  }
}
