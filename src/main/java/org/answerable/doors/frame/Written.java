package org.answerable.doors.frame;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * A form that could not be stored, to be sent again as it was: the same command, so that it is done
 * once even if the first time was not in vain.
 *
 * @param action where it goes
 * @param texts what somebody wrote, to be seen and changed
 * @param rest what else the form said
 * @param files whether files came with it; a browser has to be given them anew
 */
public record Written(String action, List<Field> texts, List<Field> rest, boolean files) {

  /** A field of the form. */
  public record Field(String name, String value) {}

  /** The fields in which people write words. No secret is ever asked for under these names. */
  private static final Set<String> TEXTS =
      Set.of("body", "words", "why", "note", "reason", "alternative", "outside");

  /** What a form brought; null where nobody wrote anything. */
  public static @Nullable Written of(HttpServletRequest request) {
    var token = Page.Form.of((CsrfToken) request.getAttribute(CsrfToken.class.getName()));
    var texts = new ArrayList<Field>();
    var rest = new ArrayList<Field>();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          for (var value : values) {
            boolean words = TEXTS.contains(name) && !value.isBlank();
            if (!name.equals(token.name())) {
              (words ? texts : rest).add(new Field(name, value));
            }
          }
        });
    if (!request.getMethod().equals("POST") || texts.isEmpty()) {
      return null;
    }
    return new Written(
        request.getRequestURI(), List.copyOf(texts), List.copyOf(rest), files(request));
  }

  private static boolean files(HttpServletRequest request) {
    var type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return false;
    }
    try {
      return request.getParts().stream()
          .anyMatch(part -> part.getSubmittedFileName() != null && part.getSize() > 0);
    } catch (IOException | ServletException e) {
      return true; // what cannot even be read was not kept either
    }
  }
}
