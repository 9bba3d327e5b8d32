package org.answerable.doors.entrance;

import java.net.URI;
import org.answerable.doors.command.Configuration;
import org.springframework.stereotype.Component;

/** Where people reach the desk, as it was configured; never as a request says. */
@Component
public final class Site {

  private final Configuration configuration;

  Site(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The whole link to a page of ours. */
  public URI link(String path) {
    return URI.create(configuration.web().links() + path);
  }

  /** Whether browsers reach it by https, so that cookies never travel otherwise. */
  boolean isSecure() {
    return "https".equalsIgnoreCase(configuration.web().links().getScheme());
  }

  /** The name of a cookie: bound to this host where https vouches for it. */
  String cookie(String name) {
    return isSecure() ? "__Host-" + name : name;
  }
}
