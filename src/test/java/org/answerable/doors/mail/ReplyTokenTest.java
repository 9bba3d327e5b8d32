package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.answerable.doors.mail.ReplyToken.Purpose;
import org.answerable.doors.mail.reading.Limits;
import org.answerable.doors.mail.reading.MailReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A-14")
class ReplyTokenTest {

  private final ReplyToken tokens = new ReplyToken(new byte[32]);
  private final UUID parcel = UUID.fromString("0199b5b0-0000-7000-8000-00000000000a");
  private final UUID lamp = UUID.fromString("0199b5b0-0000-7000-8000-00000000000b");

  @TempDir Path folder;

  @Test
  void itProvesItsCaseItsRecipientAndItsPurpose() {
    var token = find(tokens.of(parcel, "anna@customer.example", Purpose.REPLY));
    assertThat(token.caseId()).isEqualTo(parcel);
    assertThat(tokens.proves(token, "Anna@Customer.example", Purpose.REPLY)).isTrue();
    assertThat(tokens.proves(token, "eve@customer.example", Purpose.REPLY)).isFalse();
    assertThat(tokens.proves(token, "anna@customer.example", Purpose.MESSAGE_ID)).isFalse();
    var other = new ReplyToken.Presented(lamp, token.proof());
    assertThat(tokens.proves(other, "anna@customer.example", Purpose.REPLY)).isFalse();
    var elsewhere = new byte[32];
    elsewhere[0] = 1;
    assertThat(new ReplyToken(elsewhere).proves(token, "anna@customer.example", Purpose.REPLY))
        .isFalse();
  }

  @Test
  void itSurvivesServersThatFoldTheCase() {
    var address =
        ReplyToken.replyAddress(
            tokens.of(parcel, "anna@customer.example", Purpose.REPLY), "reply.northwind.example");
    assertThat(address.substring(0, address.indexOf('@')))
        .hasSizeLessThanOrEqualTo(64)
        .matches("[a-z0-9+]+");
    assertThat(
            tokens.proves(
                find(address.toUpperCase(Locale.ROOT)), "anna@customer.example", Purpose.REPLY))
        .isTrue();
  }

  @Test
  void oneWrongLetterProvesNothing() {
    var token = tokens.of(parcel, "anna@customer.example", Purpose.REPLY);
    for (int i = 0; i < token.length(); i++) {
      var wrong =
          token.substring(0, i) + (token.charAt(i) == 'a' ? 'b' : 'a') + token.substring(i + 1);
      var found = ReplyToken.find("reply+" + wrong + "@x.example");
      assertThat(found == null || !tokens.proves(found, "anna@customer.example", Purpose.REPLY))
          .as(wrong)
          .isTrue();
    }
    assertThat(ReplyToken.find("reply+" + token.substring(1) + "@x.example")).isNull();
    assertThat(ReplyToken.find("reply+" + token + "a@x.example")).isNull();
    assertThat(ReplyToken.find("support@northwind.example")).isNull();
  }

  @Test
  void tokensDifferByCaseRecipientAndPurpose() {
    var all = new HashSet<String>();
    for (var id : List.of(parcel, lamp)) {
      for (var who : List.of("anna@customer.example", "ben@customer.example")) {
        for (var purpose : Purpose.values()) all.add(tokens.of(id, who, purpose));
      }
    }
    assertThat(all).hasSize(12);
  }

  @Test
  void aReplyCarriesItInAnyOfItsPlaces() throws IOException {
    var token = tokens.of(parcel, "anna@customer.example", Purpose.REPLY);
    var id = tokens.of(parcel, "anna@customer.example", Purpose.MESSAGE_ID);
    var raw = folder.resolve("raw");
    for (var header :
        List.of(
            "To: Northwind <reply+" + token + "@reply.northwind.example>",
            "Cc: reply+" + token + "@reply.northwind.example",
            "Delivered-To: reply+" + token + "@reply.northwind.example",
            "In-Reply-To: <" + ReplyToken.messageId(id, lamp, "northwind.example") + ">",
            "References: <x@y>\n <" + ReplyToken.messageId(id, lamp, "northwind.example") + ">")) {
      Files.writeString(raw, header + "\n\nhello");
      try (var mail = new MailReader(folder, Limits.STANDARD).read(raw, null)) {
        assertThat(ReplyToken.in(mail, List.of())).as(header).hasSize(1);
        assertThat(ReplyToken.in(mail, List.of()).getFirst().caseId()).isEqualTo(parcel);
      }
    }
    Files.writeString(raw, "Subject: [A-20931] " + token + "\n\n" + token);
    try (var mail = new MailReader(folder, Limits.STANDARD).read(raw, null)) {
      assertThat(ReplyToken.in(mail, List.of())).isEmpty();
      assertThat(ReplyToken.in(mail, List.of("reply+" + token + "@x.example"))).hasSize(1);
    }
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> new ReplyToken(new byte[16])).hasMessageContaining("32");
  }

  private static ReplyToken.Presented find(String text) {
    return Objects.requireNonNull(ReplyToken.find(text));
  }
}
