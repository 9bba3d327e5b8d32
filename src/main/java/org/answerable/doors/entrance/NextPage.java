package org.answerable.doors.entrance;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where somebody wanted to go before signing in: a path of ours, or the first page. */
final class NextPage {

  private static final String FIRST = "/today";

  private NextPage() {}

  static String checked(@Nullable String wanted) {
    if (wanted == null || wanted.length() > 2000 || !wanted.startsWith("/")) {
      return FIRST;
    }
    try {
      var uri = new URI(wanted);
      var path = uri.getRawPath();
      boolean ours =
          uri.getScheme() == null
              && uri.getRawAuthority() == null
              && path != null
              && path.startsWith("/")
              && !path.startsWith("//")
              && wanted.indexOf('\\') < 0
              && !path.equals("/")
              && !path.startsWith("/sign-");
      return ours ? uri.toASCIIString() : FIRST;
    } catch (URISyntaxException e) {
      return FIRST; // not an address at all
    }
  }
}
