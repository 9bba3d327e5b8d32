package org.answerable.doors.entrance;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What a page asks from time to time by itself, whether or not anybody sits before it. It says so
 * in a header: then it keeps nobody signed in, and where nobody is any more it hears just that,
 * because the page it came from may hold words that are not sent yet.
 */
final class ByItself {

  private static final String HEADER = "X-By-Itself";

  private ByItself() {}

  static boolean is(HttpServletRequest request) {
    return request.getHeader(HEADER) != null;
  }

  /** Whether the request that is being answered is one. */
  static boolean isNow() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
        && is(now.getRequest());
  }
}
