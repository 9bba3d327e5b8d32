package org.answerable.doors.mail;

import static org.answerable.doors.mail.AuthenticationResults.Verdict.FAIL;
import static org.answerable.doors.mail.AuthenticationResults.Verdict.PASS;
import static org.answerable.doors.mail.AuthenticationResults.Verdict.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.answerable.doors.mail.AuthenticationResults.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A-16")
class AuthenticationResultsTest {

  private final AuthenticationResults ours =
      new AuthenticationResults(Set.of("mx.northwind.example"));

  @Test
  void withNobodyTrustedEverythingIsSilent() {
    var nobody = new AuthenticationResults(Set.of());
    assertThat(
            nobody.about(
                List.of("mx.northwind.example; dmarc=pass header.from=customer.example"),
                "customer.example"))
        .isEqualTo(SILENT);
    assertThat(
            nobody.about(
                List.of("mx.northwind.example; dmarc=fail header.from=customer.example"),
                "customer.example"))
        .isEqualTo(SILENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dmarc=pass header.from=customer.example | PASS",
        "dmarc=pass (p=reject dis=none) header.from=Customer.Example | PASS",
        "dmarc=fail header.from=customer.example | FAIL",
        "dmarc=pass header.from=customer.example; dmarc=fail header.from=customer.example | FAIL",
        "dmarc=pass header.from=elsewhere.example | FAIL",
        "dkim=pass header.d=customer.example | PASS",
        "dkim=pass header.d=mail.customer.example | PASS",
        "dkim=pass header.i=@customer.example | PASS",
        "dkim=pass header.d=elsewhere.example | SILENT",
        "dkim=pass header.d=notcustomer.example | SILENT",
        "dkim=pass header.d=example | SILENT",
        "dkim=fail header.d=customer.example | FAIL",
        "dkim=pass header.d=customer.example; dkim=fail header.d=elsewhere.example | PASS",
        "spf=pass smtp.mailfrom=bounce@customer.example | PASS",
        "spf=pass smtp.mailfrom=elsewhere.example | SILENT",
        "spf=pass smtp.helo=customer.example | SILENT",
        "spf=fail smtp.mailfrom=customer.example | FAIL",
        "spf=fail smtp.mailfrom=customer.example; dkim=pass header.d=customer.example | PASS",
        "spf=pass smtp.mailfrom=customer.example; spf=fail smtp.mailfrom=customer.example | FAIL",
        "spf=softfail smtp.mailfrom=customer.example | SILENT",
        "none | SILENT",
        "arc=pass header.d=customer.example | SILENT",
        "dkim=none | SILENT",
        "dkim=pass (was \\) quoted (and nested) here; dmarc=fail) header.d=customer.example | PASS",
        "dkim=fail (dkim=pass header.d=customer.example) | SILENT",
        "dkim=pass reason=\"a; dmarc=fail (x\" header.d=customer.example | PASS",
        "dkim=pass header.d=\"customer.example\" | PASS",
        "dkim/1=pass header.d=customer.example | PASS",
        "dkim=pass header.d=customer.example; dmarc=fail (open | FAIL",
        "dkim=pass header.d=customer.example; nonsense | FAIL",
        "dkim=pass header.d=customer.example) | FAIL",
        "dkim pass header.d=customer.example | FAIL"
      })
  void onlyWhatATrustedServerSaysAboutTheAuthorCounts(String results, Verdict wanted) {
    assertThat(ours.about(List.of("mx.northwind.example 1; " + results), "customer.example"))
        .isEqualTo(wanted);
    assertThat(ours.about(List.of("MX.Northwind.Example; " + results), "customer.example"))
        .isEqualTo(wanted);
    assertThat(
            ours.about(
                List.of("mx.northwind.example.evil.example; " + results), "customer.example"))
        .isEqualTo(SILENT);
    assertThat(
            ours.about(
                List.of("(mx.northwind.example;) evil.example; " + results), "customer.example"))
        .isEqualTo(SILENT);
  }

  @Test
  void twoHeadersThatContradictAreAFailure() {
    assertThat(
            ours.about(
                List.of(
                    "mx.northwind.example; dmarc=pass header.from=customer.example",
                    "mx.northwind.example; dmarc=fail header.from=customer.example"),
                "customer.example"))
        .isEqualTo(FAIL);
    assertThat(
            ours.about(
                List.of(
                    "mx.northwind.example; dmarc=pass header.from=customer.example",
                    "evil.example; dmarc=fail header.from=customer.example"),
                "customer.example"))
        .isEqualTo(PASS);
  }

  @Test
  void nobodyIsVouchedForWithoutOneAuthor() {
    assertThat(ours.about(List.of("mx.northwind.example; dkim=pass header.d=customer.example"), ""))
        .isEqualTo(SILENT);
  }

  @Test
  void neighboursUnderASharedSuffixDoNotVouchForEachOther() {
    assertThat(
            ours.about(List.of("mx.northwind.example; dkim=pass header.d=co.uk"), "customer.co.uk"))
        .isEqualTo(SILENT);
    assertThat(
            ours.about(
                List.of("mx.northwind.example; dkim=pass header.d=eve.co.uk"), "customer.co.uk"))
        .isEqualTo(SILENT);
  }

  @Test
  void namesInOtherScriptsAreCompared() {
    assertThat(
            ours.about(
                List.of("mx.northwind.example; dkim=pass header.d=xn--mller-kva.example"),
                "müller.example"))
        .isEqualTo(PASS);
  }

  @Test
  void hostileHeadersTakeNoTime() {
    var start = Instant.now();
    var random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder("mx.northwind.example; ");
      for (int k = 0; k < 200; k++) text.append("();=\"\\ a\0dkim=pass".charAt(random.nextInt(18)));
      ours.about(List.of(text.toString()), "customer.example");
    }
    ours.about(List.of("mx.northwind.example; " + "(".repeat(19_000)), "customer.example");
    ours.about(List.of("mx.northwind.example; " + ")".repeat(19_000)), "customer.example");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }
}
