package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.answerable.doors.mail.AuthenticationResults.Verdict;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;

/**
 * With JAZZER_FUZZ=1 a fuzzer looks for text that gets past the doors; else its finds are replayed.
 */
class DoorFuzzTest {

  @FuzzTest(maxDuration = "60s")
  @Tag("A-01")
  void cleanedHtmlHoldsNothingThatRuns(FuzzedDataProvider data) {
    var clean = CleanHtml.clean(data.consumeRemainingAsString(), _ -> null).html();
    var page = Jsoup.parseBodyFragment(clean);
    assertThat(
            page.select(
                "script,style,svg,math,iframe,object,embed,template,noscript,form,img,link,meta,base"))
        .isEmpty();
    for (var element : page.body().getAllElements()) {
      for (var attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on");
        var value = attribute.getValue().toLowerCase(Locale.ROOT);
        if (attribute.getKey().equals("href"))
          assertThat(value).matches("(?s)(https?://|mailto:|tel:).*");
        if (attribute.getKey().equals("style"))
          assertThat(value).doesNotContain("url(", "expression", "position");
      }
    }
  }

  @FuzzTest(maxDuration = "60s")
  @Tag("A-16")
  void withoutATrustedServersNameNothingPasses(FuzzedDataProvider data) {
    var header = data.consumeRemainingAsString();
    var verdict =
        new AuthenticationResults(Set.of("mx.northwind.example"))
            .about(List.of(header), "customer.example");
    if (!header.toLowerCase(Locale.ROOT).contains("mx.northwind.example"))
      assertThat(verdict).isEqualTo(Verdict.SILENT);
  }

  @FuzzTest(maxDuration = "60s")
  @Tag("A-24")
  void aMailboxIsOneLineOfHarmlessLetters(FuzzedDataProvider data) {
    var name = data.consumeString(100);
    var box = Mailbox.of(name, data.consumeRemainingAsString());
    if (box == null) return;
    assertThat(box.address()).matches("[!-~&&[^<>,;:()\\[\\]\"\\\\ ]]+@[a-z0-9.-]+");
    assertThat(box.internet().toString()).doesNotContain("\r", "\n", "\0");
  }
}
