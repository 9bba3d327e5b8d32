package org.answerable.doors.files;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before anybody reads a form: only few of them have files, and none is larger than the desk looks
 * at. What is a little too large is read, so that its page can say so with the words still there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FormsWithFiles extends OncePerRequestFilter {

  /** As in {@code spring.servlet.multipart.max-request-size}. */
  private static final long BYTES_MAX = 32L * 1024 * 1024;

  private static final Pattern THESE = Pattern.compile("/cases/[^/]+/(reply|note)|/c/[^/]+/write");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var type = request.getContentType();
    boolean files = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    if (files && !THESE.matcher(request.getRequestURI()).matches()) {
      response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
    } else if (files && request.getContentLengthLong() > BYTES_MAX) {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
    } else {
      chain.doFilter(request, response);
    }
  }
}
