package org.answerable.doors.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * HTML of strangers, made fit to be shown: only what a list allows survives, no script, no style
 * sheet, nothing loaded from elsewhere. It is shown in a frame of its own that forbids the same
 * things again ({@link #SANDBOX}, {@link #CONTENT_SECURITY_POLICY}, {@link #document}). Each of the
 * two layers holds without the other.
 */
public final class CleanHtml {

  /** The {@code sandbox} attribute of the frame: links may open a window, nothing else. */
  public static final String SANDBOX = "allow-popups allow-popups-to-escape-sandbox";

  /** The {@code Content-Security-Policy} header of the frame's document. */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none';"
          + " base-uri 'none'; frame-ancestors 'self'; sandbox "
          + SANDBOX;

  // Well below the 256 at which the sanitiser, and the 512 at which browsers, begin to flatten:
  // what
  // is cleaned must read the same again.
  private static final int DEPTH_MAX = 200;

  private static final Set<String> GONE_WITH_CONTENT =
      Set.of(
          "script",
          "style",
          "svg",
          "math",
          "noscript",
          "template",
          "title",
          "textarea",
          "select",
          "iframe",
          "frame",
          "frameset",
          "object",
          "embed",
          "applet",
          "noembed",
          "noframes",
          "xmp",
          "plaintext",
          "link",
          "meta",
          "base",
          "audio",
          "video",
          "canvas",
          "dialog",
          "portal");

  private static final CssSchema STYLES =
      CssSchema.withProperties(
          List.of(
              "background-color",
              "border",
              "border-bottom",
              "border-bottom-color",
              "border-bottom-style",
              "border-bottom-width",
              "border-collapse",
              "border-color",
              "border-left",
              "border-left-color",
              "border-left-style",
              "border-left-width",
              "border-right",
              "border-right-color",
              "border-right-style",
              "border-right-width",
              "border-spacing",
              "border-style",
              "border-top",
              "border-top-color",
              "border-top-style",
              "border-top-width",
              "border-width",
              "color",
              "font-family",
              "font-size",
              "font-style",
              "font-weight",
              "line-height",
              "list-style-type",
              "margin",
              "margin-bottom",
              "margin-left",
              "margin-right",
              "margin-top",
              "max-width",
              "padding",
              "padding-bottom",
              "padding-left",
              "padding-right",
              "padding-top",
              "text-align",
              "text-decoration",
              "vertical-align",
              "white-space",
              "width"));

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "a",
              "abbr",
              "address",
              "article",
              "b",
              "big",
              "blockquote",
              "br",
              "caption",
              "center",
              "cite",
              "code",
              "col",
              "colgroup",
              "dd",
              "del",
              "div",
              "dl",
              "dt",
              "em",
              "figcaption",
              "figure",
              "font",
              "footer",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "header",
              "hr",
              "i",
              "img",
              "ins",
              "kbd",
              "li",
              "main",
              "mark",
              "nav",
              "ol",
              "p",
              "pre",
              "q",
              "s",
              "samp",
              "section",
              "small",
              "span",
              "strike",
              "strong",
              "sub",
              "sup",
              "table",
              "tbody",
              "td",
              "tfoot",
              "th",
              "thead",
              "tr",
              "tt",
              "u",
              "ul",
              "var")
          .allowWithoutAttributes("font", "span")
          .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
          .allowAttributes("href")
          .matching(CleanHtml::leadsOutside)
          .onElements("a")
          .allowAttributes("src")
          .onElements("img")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("width", "height")
          .matching(CleanHtml::isLength)
          .onElements("img", "table", "td", "th", "col", "colgroup")
          .allowAttributes("border", "cellpadding", "cellspacing")
          .matching(CleanHtml::isLength)
          .onElements("table")
          .allowAttributes("colspan", "rowspan", "span")
          .matching(CleanHtml::isSmallNumber)
          .onElements("td", "th", "col", "colgroup")
          .allowAttributes("align", "valign")
          .matching(
              false, "left", "right", "center", "justify", "top", "middle", "bottom", "baseline")
          .onElements(
              "p", "div", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "h1", "h2", "h3",
              "h4", "h5", "h6", "img", "hr", "caption")
          .allowAttributes("bgcolor", "color")
          .matching(CleanHtml::isColor)
          .onElements("table", "tr", "td", "th", "font")
          .allowAttributes("face")
          .matching(CleanHtml::isFontName)
          .onElements("font")
          .allowAttributes("size")
          .matching(CleanHtml::isSmallNumber)
          .onElements("font")
          .allowAttributes("dir")
          .matching(false, "ltr", "rtl", "auto")
          .globally()
          .allowAttributes("title")
          .onElements("a", "abbr", "img")
          .allowStyling(STYLES)
          .disallowTextIn(GONE_WITH_CONTENT.toArray(String[]::new))
          .toFactory();

  private CleanHtml() {}

  /**
   * @param html safe to stand in a page of ours
   * @param picturesLeftOut how many pictures from elsewhere are not shown
   */
  public record Cleaned(String html, int picturesLeftOut) {}

  /**
   * @param html as received
   * @param pictures for a content id, where we serve that picture from; null for none. The frame
   *     has no origin and so sends no session: an address must carry its own right to be read
   */
  public static Cleaned clean(String html, Function<String, @Nullable String> pictures) {
    var page = Parser.htmlParser().setMaxDepth(DEPTH_MAX).parseInput(html, "");
    strip(page);
    page.outputSettings(new Document.OutputSettings().prettyPrint(false));
    var out = new StringBuilder();
    var renderer = HtmlStreamRenderer.create(out, CleanHtml::invalid);
    var last = new Last(renderer, pictures);
    HtmlSanitizer.sanitize(page.body().html(), POLICY.apply(last));
    return new Cleaned(out.toString(), last.leftOut);
  }

  /** For quoting and passing on: without any picture. */
  public static String withoutPictures(String html) {
    return clean(html, _ -> null).html();
  }

  /** The whole document of the frame; to be served with {@link #CONTENT_SECURITY_POLICY}. */
  public static String document(Cleaned cleaned) {
    return documentAround(cleaned.html());
  }

  // The frame must hold for anything, so its test puts uncleaned HTML here.
  static String documentAround(String body) {
    return """
    <!doctype html>
    <html><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light">
    <style>body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:0 0 0 .5em;padding-left:.75em;border-left:2px solid #ccc}</style>
    </head><body>\
    """
        + body
        + "</body></html>";
  }

  private static void strip(Document page) {
    var gone = new ArrayList<Node>();
    page.traverse((node, _) -> {
      if (node instanceof Comment) gone.add(node);
      if (node instanceof Element element && isGone(element)) gone.add(element);
    });
    gone.forEach(Node::remove);
  }

  private static boolean isGone(Element element) {
    return GONE_WITH_CONTENT.contains(element.normalName())
        || !element.tag().namespace().equals(Parser.NamespaceHtml);
  }

  private static void invalid(String message) {
    throw new IllegalStateException("The cleaner was about to write broken HTML: " + message);
  }

  private static boolean leadsOutside(String url) {
    var lower = url.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http://")
        || lower.startsWith("https://")
        || lower.startsWith("mailto:")
        || lower.startsWith("tel:");
  }

  private static boolean isLength(String value) {
    int digits = 0;
    while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
      digits++;
    }
    var unit = value.substring(digits);
    return digits > 0 && digits <= 4 && (unit.isEmpty() || unit.equals("%") || unit.equals("px"));
  }

  private static boolean isSmallNumber(String value) {
    return !value.isEmpty() && value.length() <= 3 && value.chars().allMatch(Character::isDigit);
  }

  private static boolean isColor(String value) {
    return !value.isEmpty()
        && value.length() <= 20
        && value.chars().allMatch(c -> c == '#' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  private static boolean isFontName(String value) {
    return value.length() <= 100
        && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || " ,-_'".indexOf(c) >= 0);
  }

  /** The last hand on what the policy let through: pictures, links, sizes. */
  private static final class Last extends HtmlStreamEventReceiverWrapper {
    private final Function<String, @Nullable String> pictures;
    private int leftOut;

    Last(HtmlStreamEventReceiver underlying, Function<String, @Nullable String> pictures) {
      super(underlying);
      this.pictures = pictures;
    }

    @Override
    public void openTag(String name, List<String> attributes) {
      var kept = new ArrayList<String>();
      for (int i = 0; i + 1 < attributes.size(); i += 2) {
        var value = attributes.get(i + 1);
        if (attributes.get(i).equals("style")) value = withoutNegatives(value);
        if (value.isEmpty() && attributes.get(i).equals("style")) continue;
        kept.add(attributes.get(i));
        kept.add(value);
      }
      switch (name) {
        case "img" -> picture(kept);
        case "a" -> {
          var href = valueOf(kept, "href");
          super.openTag(
              "a",
              href == null
                  ? List.of()
                  : List.of(
                      "href", href, "target", "_blank", "rel", "noopener noreferrer nofollow"));
        }
        default -> super.openTag(name, kept);
      }
    }

    private void picture(List<String> attributes) {
      var src = valueOf(attributes, "src");
      if (src == null) return;
      var ours = src.startsWith("cid:") ? pictures.apply(src.substring("cid:".length())) : null;
      if (ours == null) {
        leftOut++;
        var alt = valueOf(attributes, "alt");
        if (alt != null && !alt.isBlank()) super.text("[" + alt.strip() + "]");
        return;
      }
      attributes.set(attributes.indexOf("src") + 1, ours);
      super.openTag("img", attributes);
    }

    private static @Nullable String valueOf(List<String> attributes, String name) {
      for (int i = 0; i + 1 < attributes.size(); i += 2) {
        if (attributes.get(i).equals(name)) return attributes.get(i + 1);
      }
      return null;
    }

    // A negative margin draws over what stands beside it.
    private static String withoutNegatives(String style) {
      var kept = new StringBuilder();
      for (var declaration : style.split(";", -1)) {
        int colon = declaration.indexOf(':');
        if (colon < 0 || declaration.indexOf('-', colon) >= 0 && hasNegative(declaration, colon)) {
          continue;
        }
        if (!kept.isEmpty()) kept.append(';');
        kept.append(declaration);
      }
      return kept.toString();
    }

    private static boolean hasNegative(String declaration, int from) {
      for (int i = from; i + 1 < declaration.length(); i++) {
        char next = declaration.charAt(i + 1);
        boolean number = next == '.' || (next >= '0' && next <= '9');
        if (declaration.charAt(i) == '-' && number) return true;
      }
      return false;
    }
  }
}
