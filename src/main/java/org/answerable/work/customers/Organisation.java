package org.answerable.work.customers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether two addresses are of one organisation, as far as addresses can tell: the very same
 * domain, and none where strangers have their mail. Narrower than it could be, on purpose: who is
 * not recognised is only not offered.
 */
public final class Organisation {

  private static final String PROVIDERS = "/customers/mail-providers.txt";
  private static final String EVERYWHERE = ".*";

  /** As {@code gmail.com}, and the names that a provider has in every country, as {@code yahoo}. */
  private record Providers(Set<String> domains, Set<String> names) {}

  private static final Providers KNOWN = read();

  private Organisation() {}

  /** Two addresses; one that is none, or is unknown, is of no organisation. */
  public static boolean isShared(@Nullable String one, @Nullable String other) {
    var domain = domain(one);
    return domain != null && domain.equals(domain(other)) && !isProvider(domain);
  }

  /** The part behind the at sign, in ASCII and small letters; null where there is none. */
  public static @Nullable String domain(@Nullable String address) {
    if (address == null || !Customers.isAddress(address)) {
      return null;
    }
    var key = Customers.key(address);
    try {
      var ascii = IDN.toASCII(key.substring(key.lastIndexOf('@') + 1), IDN.USE_STD3_ASCII_RULES);
      var domain = ascii.toLowerCase(Locale.ROOT);
      return domain.indexOf('.') > 0 && !domain.endsWith(".") ? domain : null;
    } catch (IllegalArgumentException e) {
      return null; // no name that a server could have
    }
  }

  private static boolean isProvider(String domain) {
    for (var rest = domain; rest.indexOf('.') > 0; rest = rest.substring(rest.indexOf('.') + 1)) {
      if (KNOWN.domains.contains(rest) || isProvidersName(rest)) {
        return true;
      }
    }
    return false;
  }

  /** {@code yahoo.fr} and {@code yahoo.co.uk}, but not {@code live.example.com}. */
  private static boolean isProvidersName(String domain) {
    var labels = domain.split("\\.");
    boolean country = labels.length == 2 || (labels.length == 3 && labels[1].length() <= 3);
    return country && KNOWN.names.contains(labels[0]);
  }

  private static Providers read() {
    var in = Objects.requireNonNull(Organisation.class.getResourceAsStream(PROVIDERS), PROVIDERS);
    var domains = new HashSet<String>();
    var names = new HashSet<String>();
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(line -> {
            if (line.endsWith(EVERYWHERE)) {
              names.add(line.substring(0, line.length() - EVERYWHERE.length()));
            } else {
              domains.add(line);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("The list of mail providers cannot be read", e);
    }
    return new Providers(Set.copyOf(domains), Set.copyOf(names));
  }
}
