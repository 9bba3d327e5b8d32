package org.answerable.doors.mail.reading;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** What an HTML part says, as plain text. Quotes are marked with {@code >}, as in plain mails. */
final class HtmlText {

  private static final int DEPTH_MAX = 512;

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "center",
          "dd",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tr",
          "ul",
          "body",
          "hr");

  private static final Set<String> APART =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol");

  private static final Set<String> UNSEEN =
      Set.of(
          "script",
          "style",
          "head",
          "title",
          "template",
          "noscript",
          "svg",
          "math",
          "object",
          "iframe",
          "textarea",
          "select",
          "option");

  private HtmlText() {}

  static String of(String html) {
    return of(Parser.htmlParser().setMaxDepth(DEPTH_MAX).parseInput(html, ""));
  }

  private static String of(Document page) {
    var writer = new Writer();
    page.body().traverse(writer);
    return writer.text();
  }

  private static final class Writer implements NodeVisitor {
    private final StringBuilder out = new StringBuilder();
    private int quote;
    private int lineQuote; // depth of the line written last
    private int hidden;
    private int preformatted;
    private int breaks; // line ends owed before the next word
    private boolean blank;
    private boolean lineEmpty = true;

    @Override
    public void head(Node node, int depth) {
      if (hidden > 0) {
        if (node instanceof Element) hidden++;
        return;
      }
      if (node instanceof TextNode text) {
        if (preformatted > 0) lines(text.getWholeText());
        else words(text.getWholeText());
        return;
      }
      if (!(node instanceof Element element)) return;
      var name = element.normalName();
      if (UNSEEN.contains(name) || invisible(element)) {
        hidden = 1;
        return;
      }
      if (BLOCKS.contains(name)) newLine(APART.contains(name) ? 2 : 1);
      switch (name) {
        case "blockquote" -> quote++;
        case "pre" -> preformatted++;
        case "br" -> lineEnd();
        case "li" -> words("- ");
        case "hr" -> words("---");
        case "td", "th" -> words(" ");
        case "img" -> {
          var alt = element.attr("alt").strip();
          if (!alt.isEmpty()) words("[" + alt + "]");
        }
        default -> {}
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (hidden > 0) {
        if (node instanceof Element) hidden--;
        return;
      }
      if (!(node instanceof Element element)) return;
      var name = element.normalName();
      if (name.equals("a")) target(element);
      if (BLOCKS.contains(name)) newLine(APART.contains(name) ? 2 : 1);
      if (name.equals("blockquote")) quote--;
      if (name.equals("pre")) preformatted--;
    }

    private static boolean invisible(Element element) {
      var style = element.attr("style");
      if (style.isEmpty()) return false;
      var tight = style.toLowerCase(Locale.ROOT).replace(" ", "");
      return tight.contains("display:none");
    }

    // Where a link goes, unless its words say so already.
    private void target(Element link) {
      var href = link.attr("href").strip();
      if (!href.startsWith("http://") && !href.startsWith("https://")) return;
      var words = link.text().strip();
      if (words.isEmpty() || href.length() > 500 || href.contains(words)) return;
      if (words.startsWith("http") || words.startsWith("www.")) return;
      words(" <" + href + ">");
    }

    private void newLine(int count) {
      breaks = Math.max(breaks, out.isEmpty() ? 0 : lineEmpty && count == 1 ? 0 : count);
      blank = false;
    }

    private void lineEnd() {
      if (breaks > 0) flushBreaks();
      out.append('\n');
      lineEmpty = true;
      blank = false;
    }

    private void flushBreaks() {
      int have = 0;
      while (have < out.length() && out.charAt(out.length() - 1 - have) == '\n') have++;
      for (int i = have; i < breaks; i++) {
        out.append('\n');
        int both = Math.min(quote, lineQuote);
        if (both > 0 && i + 1 < breaks) out.append(">".repeat(Math.min(both, 9)));
      }
      breaks = 0;
      lineEmpty = true;
    }

    private void lines(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\n') lineEnd();
        else if (c != '\r') put(c);
      }
    }

    private void words(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\u00a0') {
          blank = true;
        } else if (c != '\u200b' && c != '\u00ad' && c != '\ufeff') {
          if (blank && !lineEmpty && breaks == 0) out.append(' ');
          blank = false;
          put(c);
        }
      }
    }

    private void put(char c) {
      if (breaks > 0) flushBreaks();
      if (lineEmpty && quote > 0) out.append(">".repeat(Math.min(quote, 9))).append(' ');
      out.append(c);
      lineEmpty = false;
      lineQuote = quote;
    }

    String text() {
      return out.toString().strip();
    }
  }
}
