package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanHtmlTest {

  @Test
  void ordinaryMailsKeepTheirLook() {
    var html =
        "<div style=\"color:red;font-size:14px\"><p>Hello <b>Anna</b></p><table border=\"1\"><tr><td"
            + " colspan=\"2\">x</td></tr></table><ul><li>one</li></ul><blockquote>old</blockquote></div>";
    var clean = clean(html);
    assertThat(clean)
        .contains(
            "color:red",
            "font-size:14px",
            "<b>Anna</b>",
            "colspan=\"2\"",
            "<li>one</li>",
            "<blockquote>");
  }

  @Test
  @Tag("A-01")
  void nothingThatCouldRunSurvives() {
    for (var vector : Vectors.all()) {
      var clean = Jsoup.parse(clean(vector));
      for (var element : clean.body().getAllElements()) {
        assertThat(element.normalName()).as(vector).isIn(ALLOWED);
        for (var attribute : element.attributes()) {
          assertThat(attribute.getKey()).as(vector).isIn(ATTRIBUTES);
          var value = attribute.getValue().replaceAll("[\\s\\u0001]", "").toLowerCase(Locale.ROOT);
          if (attribute.getKey().equals("href")) {
            assertThat(value).as(vector).matches("(https?|mailto|tel):.*");
          }
        }
      }
    }
  }

  private static final List<String> ALLOWED =
      List.of(
          "body", "a", "b", "p", "div", "img", "span", "font", "table", "tbody", "tr", "td",
          "details", "center", "br");
  private static final List<String> ATTRIBUTES =
      List.of("href", "target", "rel", "style", "title", "color", "alt", "src");

  @Test
  @Tag("A-02")
  void foreignAndRawPartsAreGoneWithWhatTheyHold() {
    for (var name :
        List.of(
            "svg",
            "math",
            "noscript",
            "template",
            "style",
            "title",
            "iframe",
            "script",
            "xmp",
            "textarea",
            "object")) {
      var clean = clean("before<" + name + ">inside<p>deep</p></" + name + ">after");
      assertThat(clean).as(name).doesNotContain("inside", name).startsWith("before");
      assertThat(clean).as(name).endsWith("after");
    }
    assertThat(clean("a<!-- b -->c<iframe srcdoc='<p>d'></iframe>")).isEqualTo("ac");
  }

  @Test
  @Tag("A-02")
  void whatIsCleanedReadsTheSameAgain() {
    var sources = new ArrayList<>(Vectors.all());
    var random = new Random(7);
    var bits =
        List.of(
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<a href=http://x>",
            "</a>",
            "<b>",
            "</b>",
            "<div>",
            "</div>",
            "<svg>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<li>",
            "<ul>",
            "<form>",
            "<math>",
            "<mtext>",
            "text",
            "&lt;",
            "&amp;lt;",
            "<select>",
            "<option>",
            "\"",
            "'",
            "`",
            "<pre>\n\n",
            "<h1>",
            "<font color=red>",
            "<br>",
            "</br>",
            "</p>",
            "<caption>",
            "<col>");
    for (int i = 0; i < 3_000; i++) {
      var soup = new StringBuilder();
      for (int k = random.nextInt(30); k >= 0; k--)
        soup.append(bits.get(random.nextInt(bits.size())));
      sources.add(soup.toString());
    }
    for (var source : sources) {
      var clean = clean(source);
      var once = tree(clean);
      assertThat(tree(once)).as(source).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @Tag("A-03")
  @CsvSource(
      delimiter = '|',
      value = {
        "position:fixed;color:red | color:red",
        "color:red;position:absolute;top:0 | color:red",
        "background:url(https://x.example/a.png);color:red | color:red",
        "background-image:url(x);color:red | color:red",
        "width:expression(alert(1));color:red | color:red",
        "margin:-500px;color:red | color:red",
        "margin-top:-.5em;color:red | color:red",
        "display:none;color:red | color:red",
        "opacity:0;color:red | color:red",
        "z-index:999;transform:scale(9);color:red | color:red",
        "@import 'x';color:red | color:red",
        "pos\\69tion:fixed;color:red | color:red",
        "content:'x';color:red | color:red",
        "float:left;clear:both;color:red | color:red"
      })
  void stylesStayInTheirBox(String style, String kept) {
    assertThat(clean("<div style=\"" + style + "\">x</div>"))
        .isEqualTo("<div style=\"" + kept + "\">x</div>");
  }

  @Test
  @Tag("A-07")
  void picturesFromElsewhereAreCountedNotLoaded() {
    var cleaned =
        CleanHtml.clean(
            "<img src=https://spy.example/1.gif alt=Logo><img src=//spy.example/2><img src=data:image/png;base64,AA><img src=/own/page><img"
                + " src='cid:photo@x' alt=Photo width=10><img src=cid:unknown>",
            id -> id.equals("photo@x") ? "/files/7?key=abc" : null);
    assertThat(cleaned.picturesLeftOut()).isEqualTo(5);
    assertThat(cleaned.html())
        .contains("[Logo]", "src=\"/files/7?key&#61;abc\"", "alt=\"Photo\"")
        .doesNotContain("spy", "data:", "own");
  }

  @Test
  void linksOpenOutsideAndTellNothing() {
    assertThat(clean("<a href='https://shop.example/7' target=_top onclick=x id=y class=z>x</a>"))
        .isEqualTo(
            "<a href=\"https://shop.example/7\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>");
    // A link without a host would be one to a page of ours.
    assertThat(clean("<a href='/cases/1/close'>x</a>")).doesNotContain("href");
    assertThat(clean("<a href='//evil.example'>x</a>")).doesNotContain("href");
  }

  @Test
  @Tag("A-25")
  void hugeAndDeepMailsAreCleanedInTime() {
    var start = Instant.now();
    clean("<div>".repeat(200_000) + "x");
    clean("<table><tr><td>".repeat(50_000) + "x");
    clean("<a href=http://x.example/>".repeat(20_000));
    clean("<b><i>x</b></i>".repeat(20_000));
    clean("<p style=\"" + "color:red;".repeat(20_000) + "\">x");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  @Tag("A-08")
  void whatIsQuotedHasNoPictures() {
    assertThat(CleanHtml.withoutPictures("<p onclick=x>a<img src=cid:x></p>"))
        .isEqualTo("<p>a</p>");
  }

  private static String clean(String html) {
    return CleanHtml.clean(html, _ -> null).html();
  }

  private static String tree(String html) {
    var page = Jsoup.parseBodyFragment(html);
    page.outputSettings(new Document.OutputSettings().prettyPrint(false));
    return page.body().html();
  }
}
