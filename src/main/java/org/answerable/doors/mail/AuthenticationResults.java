package org.answerable.doors.mail;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted server found out about who wrote a mail: {@code Authentication-Results} as RFC
 * 8601 has it. Anybody can write that header; only those of the servers an operator names count,
 * and with none named nothing is ever verified.
 */
final class AuthenticationResults {

  private static final int HEADERS_MAX = 50;
  private static final int LENGTH_MAX = 20_000;

  /** Whether the domain in From stands behind this mail. */
  enum Verdict {
    /** A trusted server says so, and nothing trusted says otherwise. */
    PASS,
    /** A trusted server says that it does not, or contradicts itself. */
    FAIL,
    /** Nobody trusted says anything about it. */
    SILENT
  }

  private final Set<String> trusted;

  /**
   * @param trusted the operator's authserv-ids; empty for none
   */
  AuthenticationResults(Set<String> trusted) {
    this.trusted =
        Set.copyOf(trusted.stream().map(id -> id.strip().toLowerCase(Locale.ROOT)).toList());
  }

  /**
   * @param headers the unfolded values of all such headers of a mail
   * @param fromDomain of the one author; empty when there is none or more than one, which nothing
   *     can vouch for
   */
  Verdict about(List<String> headers, String fromDomain) {
    if (trusted.isEmpty()) return Verdict.SILENT;
    var from = ascii(fromDomain);
    boolean passed = false;
    boolean failed = false;
    boolean dmarcPass = false;
    boolean dmarcFail = false;
    int count = 0;
    for (var header : headers) {
      if (++count > HEADERS_MAX) return Verdict.FAIL;
      var parsed = parse(header);
      if (parsed == null || !trusted.contains(parsed.server)) continue;
      // A trusted server's header that cannot be read to its end may hide a failure.
      if (!parsed.whole) return Verdict.FAIL;
      for (var result : parsed.results) {
        switch (result.method) {
          case "dmarc" -> {
            var domain = result.property("header.from");
            boolean about = domain == null || aligned(domain, from);
            dmarcPass |= result.value.equals("pass") && about;
            dmarcFail |= result.value.equals("fail") || !about;
          }
          case "dkim" -> passed |= result.value.equals("pass") && aligned(result.signer(), from);
          case "spf" -> passed |= result.value.equals("pass") && aligned(result.envelope(), from);
          default -> {}
        }
        failed |= isFailure(result, from);
      }
    }
    if (dmarcFail) return Verdict.FAIL;
    if (from.isEmpty()) return Verdict.SILENT;
    if (dmarcPass) return Verdict.PASS;
    if (passed && failed) return contradicts(headers, from) ? Verdict.FAIL : Verdict.PASS;
    if (passed) return Verdict.PASS;
    return failed ? Verdict.FAIL : Verdict.SILENT;
  }

  // One method that both passes and fails for the same domain says nothing that can be relied on.
  // SPF failing beside an aligned signature is forwarding, and no contradiction.
  private boolean contradicts(List<String> headers, String from) {
    boolean dkimPass = false;
    boolean spfPass = false;
    boolean spfFail = false;
    for (var header : headers) {
      var parsed = parse(header);
      if (parsed == null || !trusted.contains(parsed.server)) continue;
      for (var result : parsed.results) {
        boolean pass = result.value.equals("pass");
        if (result.method.equals("dkim") && aligned(result.signer(), from)) dkimPass |= pass;
        if (result.method.equals("spf") && aligned(result.envelope(), from)) {
          spfPass |= pass;
          spfFail |= isFailure(result, from);
        }
      }
    }
    return !dkimPass || (spfPass && spfFail);
  }

  private static boolean isFailure(Result result, String from) {
    boolean hard = result.value.equals("fail") || result.value.equals("permerror");
    return switch (result.method) {
      case "dkim" -> hard && aligned(result.signer(), from);
      case "spf" -> hard && aligned(result.envelope(), from);
      default -> false;
    };
  }

  // Relaxed alignment without a list of public suffixes: the same domain, or one below the other
  // that has at least two labels of its own. Narrower than the standard, never wider.
  private static boolean aligned(@Nullable String domain, String from) {
    if (domain == null || from.isEmpty()) return false;
    var other = ascii(domain);
    if (other.equals(from)) return true;
    var shorter = other.length() < from.length() ? other : from;
    var longer = other.length() < from.length() ? from : other;
    return longer.endsWith("." + shorter)
        && shorter.indexOf('.') > 0
        && !SHARED_SUFFIXES.contains(shorter);
  }

  // Two-label names under which strangers register: one does not vouch for another there.
  private static final Set<String> SHARED_SUFFIXES =
      Set.of(
          "co.uk",
          "org.uk",
          "ac.uk",
          "gov.uk",
          "me.uk",
          "com.au",
          "net.au",
          "org.au",
          "co.nz",
          "co.jp",
          "or.jp",
          "ne.jp",
          "com.br",
          "com.cn",
          "com.tr",
          "com.mx",
          "com.ar",
          "co.in",
          "co.za",
          "co.kr",
          "com.sg",
          "com.hk",
          "com.tw",
          "com.pl",
          "co.il",
          "co.id",
          "com.ua",
          "com.vn",
          "com.my",
          "github.io",
          "gitlab.io",
          "herokuapp.com",
          "azurewebsites.net",
          "onmicrosoft.com",
          "cloudfront.net",
          "appspot.com",
          "web.app",
          "pages.dev",
          "workers.dev",
          "netlify.app",
          "vercel.app",
          "blogspot.com",
          "wordpress.com",
          "myshopify.com",
          "eu.org",
          "us.com",
          "uk.com",
          "de.com");

  private static String ascii(String domain) {
    var clean = domain.strip().toLowerCase(Locale.ROOT);
    if (clean.endsWith(".")) clean = clean.substring(0, clean.length() - 1);
    try {
      return IDN.toASCII(clean);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  record Property(String name, String value) {}

  record Result(String method, String value, List<Property> properties) {

    @Nullable String property(String name) {
      for (var property : properties) if (property.name.equals(name)) return property.value;
      return null;
    }

    @Nullable String signer() {
      var domain = property("header.d");
      if (domain != null) return domain;
      var identity = property("header.i");
      return identity == null ? null : identity.substring(identity.lastIndexOf('@') + 1);
    }

    // The sender of the envelope; the greeting of a server proves nothing about an author.
    @Nullable String envelope() {
      var sender = property("smtp.mailfrom");
      return sender == null ? null : sender.substring(sender.lastIndexOf('@') + 1);
    }
  }

  /**
   * @param whole whether everything could be understood
   */
  record Parsed(String server, List<Result> results, boolean whole) {}

  /** Null when not even the server's name can be read. */
  static @Nullable Parsed parse(String header) {
    if (header.length() > LENGTH_MAX) return null;
    var in = new Tokens(header);
    var server = in.next();
    if (server == null || server.kind != Kind.WORD) return null;
    var name = server.text.toLowerCase(Locale.ROOT);
    var results = new ArrayList<Result>();
    var token = in.next();
    // The version of the format may follow the name.
    if (token != null
        && token.kind == Kind.WORD
        && token.text.chars().allMatch(Character::isDigit)) {
      token = in.next();
    }
    boolean whole = true;
    while (token != null) {
      if (!token.is(';')) return new Parsed(name, List.copyOf(results), false);
      token = in.next();
      if (token == null) break;
      if (token.is(';')) continue;
      if (token.kind != Kind.WORD) return new Parsed(name, List.copyOf(results), false);
      var method = token.text.toLowerCase(Locale.ROOT);
      token = in.next();
      if (method.equals("none") && (token == null || token.is(';'))) continue;
      if (token == null || !token.is('=')) return new Parsed(name, List.copyOf(results), false);
      var value = in.next();
      if (value == null || value.kind != Kind.WORD) {
        return new Parsed(name, List.copyOf(results), false);
      }
      int version = method.indexOf('/');
      if (version > 0) method = method.substring(0, version);
      var properties = new ArrayList<Property>();
      token = in.next();
      while (token != null && !token.is(';')) {
        var key = token;
        var equals = in.next();
        if (key.kind != Kind.WORD || equals == null || !equals.is('=')) {
          return new Parsed(name, List.copyOf(results), false);
        }
        var text = in.next();
        if (text == null || text.kind == Kind.SIGN) {
          return new Parsed(name, List.copyOf(results), false);
        }
        properties.add(new Property(key.text.toLowerCase(Locale.ROOT), text.text));
        token = in.next();
      }
      results.add(new Result(method, value.text.toLowerCase(Locale.ROOT), List.copyOf(properties)));
    }
    whole &= !in.broken;
    return new Parsed(name, List.copyOf(results), whole);
  }

  private enum Kind {
    WORD,
    QUOTED,
    SIGN
  }

  private record Token(Kind kind, String text) {
    boolean is(char sign) {
      return kind == Kind.SIGN && text.charAt(0) == sign;
    }
  }

  /** Words, quoted strings and signs; comments, nested or not, are left out. */
  private static final class Tokens {
    private final String text;
    private int i;
    private boolean broken;

    Tokens(String text) {
      this.text = text;
    }

    @Nullable Token next() {
      skip();
      while (i < text.length() && text.charAt(i) == ')') {
        i++; // nothing opened it
        broken = true;
        skip();
      }
      if (i >= text.length()) return null;
      char c = text.charAt(i);
      if (c == '"') return quoted();
      if (c == ';' || c == '=') {
        i++;
        return new Token(Kind.SIGN, String.valueOf(c));
      }
      int from = i;
      while (i < text.length() && " \t\r\n;=()\"".indexOf(text.charAt(i)) < 0) i++;
      return new Token(Kind.WORD, text.substring(from, i));
    }

    private Token quoted() {
      var out = new StringBuilder();
      i++;
      while (i < text.length() && text.charAt(i) != '"') {
        if (text.charAt(i) == '\\' && i + 1 < text.length()) i++;
        out.append(text.charAt(i++));
      }
      if (i >= text.length()) broken = true;
      i++;
      return new Token(Kind.QUOTED, out.toString());
    }

    private void skip() {
      int depth = 0;
      while (i < text.length()) {
        char c = text.charAt(i);
        if (depth > 0 && c == '\\') {
          i++;
        } else if (c == '(') {
          depth++;
        } else if (depth > 0 && c == ')') {
          depth--;
        } else if (depth == 0 && " \t\r\n".indexOf(c) < 0) {
          return;
        }
        i++;
      }
      if (depth > 0) broken = true;
    }
  }
}
