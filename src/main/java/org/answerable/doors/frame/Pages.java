package org.answerable.doors.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.answerable.facts.Tongue;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Begins a page: who reads it in which language and zone, and what time it is. */
@Component
public final class Pages {

  /** For somebody of ours who is not signed in yet. */
  public Page of(HttpServletRequest request) {
    return of(request, Sentences.DESK, ZoneOffset.UTC, Instant.now());
  }

  /** For anybody, customers too, of whom nothing is known but what their browser says. */
  public Page ofAnyone(HttpServletRequest request) {
    return of(request, tongue(request), ZoneOffset.UTC, Instant.now());
  }

  /** For somebody whose language and zone are known, at the instant the database told. */
  public Page of(HttpServletRequest request, Tongue tongue, ZoneId zone, Instant now) {
    var words = Sentences.in(tongue);
    return new Page(
        words,
        new Times(now, zone, words),
        Page.Form.of((CsrfToken) request.getAttribute(CsrfToken.class.getName())),
        request.getRequestURI());
  }

  private static Tongue tongue(HttpServletRequest request) {
    for (var locales = request.getLocales(); locales.hasMoreElements(); ) {
      var language = locales.nextElement().getLanguage();
      for (var tongue : Tongue.values()) {
        if (tongue.locale().getLanguage().equals(language)) {
          return tongue;
        }
      }
    }
    return Tongue.EN;
  }
}
