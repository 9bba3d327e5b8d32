package org.answerable.doors.command;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Makes a configuration of what was said. Looks at everything before it complains, so that one
 * start shows all that is wrong.
 */
final class ConfigurationReader {

  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9._~/-]{1,100}");

  /** Nearly every server calls itself by its host name. */
  private static final Pattern AUTHSERV_ID = Pattern.compile("[a-z0-9_]([a-z0-9._-]{0,252})");

  private final SettingsSaid said;

  /** The faults of what was said, and then those of what it means. */
  private final List<String> faults;

  private ConfigurationReader(SettingsSaid said) {
    this.said = said;
    this.faults = new ArrayList<>(said.faults());
  }

  /**
   * @throws CommandFault with every fault, a sentence each
   */
  static Configuration read(Map<Setting, String> options, Map<String, String> environment) {
    var reader = new ConfigurationReader(new SettingsSaid(options, environment));
    var configuration = reader.checked();
    if (reader.faults.isEmpty()) {
      return configuration;
    }
    var count = reader.faults.size();
    throw new CommandFault(
        ExitCode.CONFIGURATION,
        (count == 1 ? "One setting is wrong:" : count + " settings are wrong:")
            + String.join("", reader.faults.stream().map(fault -> "\n- " + fault).toList()));
  }

  /** Where the data directory is, and nothing else looked at. */
  static String data(Map<Setting, String> options, Map<String, String> environment) {
    return Objects.requireNonNull(new SettingsSaid(options, environment).value(Setting.DATA));
  }

  private Configuration checked() {
    var data = path(Setting.DATA);
    path(Setting.CONFIG);
    var web = web();
    var smtp = new Configuration.Listener(address(Setting.SMTP_BIND), port(Setting.SMTP_PORT));
    if (smtp.port() != 0 && smtp.port() == web.listener().port()) {
      fault(Setting.SMTP_PORT, "is the port of the pages too: give mail another one");
    }
    var root = (data == null ? Path.of("") : data).toAbsolutePath().normalize();
    return new Configuration(
        root,
        web,
        smtp,
        outside(),
        smarthost(),
        authservIds(),
        checkpoints(root),
        model(),
        origin());
  }

  private Set<String> authservIds() {
    var text = said.value(Setting.AUTHSERV_ID);
    if (text == null) {
      return Set.of();
    }
    var names = new TreeSet<String>();
    for (var one : text.split(",", -1)) {
      var name = one.strip().toLowerCase(Locale.ROOT);
      if (!AUTHSERV_ID.matcher(name).matches()) {
        fault(
            Setting.AUTHSERV_ID,
            "holds \""
                + name
                + "\", which cannot be a server's name for itself: write what stands first in its"
                + " Authentication-Results, like mx.example.com");
      }
      names.add(name);
    }
    return Set.copyOf(names);
  }

  /**
   * Beside the data directory, so that an old copy of that is contradicted by what lies outside;
   * but a desk that may write nothing there does without.
   */
  private @Nullable Path checkpoints(Path data) {
    var named = path(Setting.CHECKPOINTS);
    if (named != null) {
      var file = named.toAbsolutePath().normalize();
      if (Files.isDirectory(file)) {
        fault(Setting.CHECKPOINTS, "is a directory: name a file");
      }
      return file;
    }
    var name = data.getFileName();
    if (name == null) {
      return null;
    }
    var beside = data.resolveSibling(name + ".checkpoints");
    var above = data.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return Files.exists(beside) || (above != null && Files.isWritable(above)) ? beside : null;
  }

  private Configuration.Web web() {
    var listener = new Configuration.Listener(address(Setting.BIND), port(Setting.PORT));
    var base = baseUrl();
    List<InetAddress> proxies = new ArrayList<>();
    var named = said.value(Setting.PROXY);
    if (named != null) {
      for (var one : named.split(",", -1)) {
        var proxy = literal(one.strip());
        if (proxy == null) {
          fault(
              Setting.PROXY,
              "holds \""
                  + one.strip()
                  + "\", which is not an IP address: name each proxy by its number, with commas"
                  + " between them");
        } else {
          proxies.add(proxy);
        }
      }
    }
    var tls = tls();
    var behind = tls != null || named != null || said.has(Setting.TLS_CERTIFICATE);
    if (!listener.bind().isLoopbackAddress()) {
      if (!behind) {
        fault(
            Setting.BIND,
            "can be reached from other machines, and passwords would cross the network in the clear:"
                + " give tls-certificate and tls-key, or the address of the proxy that serves https"
                + " in proxy, or serve on 127.0.0.1");
      }
      if (!said.has(Setting.BASE_URL)) {
        faults.add(
            "Nothing says how people reach the desk, and links in mails would lead to this machine"
                + " only: give "
                + Setting.BASE_URL.key()
                + " ("
                + Setting.BASE_URL.variable()
                + "), for example https://desk.example.com.");
      }
    }
    return new Configuration.Web(listener, base, List.copyOf(proxies), tls);
  }

  private @Nullable URI baseUrl() {
    var text = said.value(Setting.BASE_URL);
    if (text == null) {
      return null;
    }
    try {
      var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      var host = uri.getHost();
      if (!(scheme.equals("http") || scheme.equals("https"))
          || host == null
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || (uri.getRawPath() != null && !uri.getRawPath().isEmpty())) {
        fault(
            Setting.BASE_URL,
            "is not the address of a site: write it like https://desk.example.com, with nothing"
                + " behind the host but maybe a port");
        return null;
      }
      if (scheme.equals("http") && !isThisMachine(host)) {
        fault(
            Setting.BASE_URL,
            "leads people over a network without https: let a proxy or tls-certificate serve https"
                + " and write it with https://");
        return null;
      }
      return uri;
    } catch (URISyntaxException e) {
      fault(Setting.BASE_URL, "is not an address: write it like https://desk.example.com");
      return null;
    }
  }

  private static boolean isThisMachine(String host) {
    if (host.equalsIgnoreCase("localhost")
        || host.toLowerCase(Locale.ROOT).endsWith(".localhost")) {
      return true;
    }
    var address = literal(host.replaceAll("[\\[\\]]", ""));
    return address != null && address.isLoopbackAddress();
  }

  private Configuration.@Nullable Tls tls() {
    var certificate = readable(Setting.TLS_CERTIFICATE);
    var key = readable(Setting.TLS_KEY);
    needs(Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
    needs(Setting.TLS_KEY, Setting.TLS_CERTIFICATE);
    return certificate == null || key == null ? null : new Configuration.Tls(certificate, key);
  }

  private Configuration.@Nullable Outside outside() {
    var url = said.value(Setting.DATABASE_URL);
    if (url == null) {
      for (var setting :
          List.of(
              Setting.DATABASE_USER,
              Setting.DATABASE_PASSWORD,
              Setting.DATABASE_APP_PASSWORD,
              Setting.DATABASE_SEQUENCER_PASSWORD,
              Setting.DATABASE_REBUILD_PASSWORD)) {
        needs(setting, Setting.DATABASE_URL);
      }
      return null;
    }
    var jdbc = url.replaceFirst("^postgres(ql)?://", "jdbc:postgresql://");
    if (jdbc.contains("@") || jdbc.matches(".*[?&](user|password)=.*")) {
      faults.add(
          "The database's address ("
              + Setting.DATABASE_URL.key()
              + " in "
              + said.where(Setting.DATABASE_URL)
              + ") carries a user or a password, and addresses are shown in messages: put them into"
              + " database-user and database-password.");
      return null;
    }
    var parsed =
        jdbc.startsWith("jdbc:postgresql://") ? Driver.parseURL(jdbc, new Properties()) : null;
    if (parsed == null || PGProperty.PG_DBNAME.getOrDefault(parsed) == null) {
      fault(
          Setting.DATABASE_URL,
          "is not the address of a PostgreSQL database: write it like"
              + " jdbc:postgresql://db.example.com:5432/answerable");
      return null;
    }
    needs(Setting.DATABASE_URL, Setting.DATABASE_USER);
    var user = said.value(Setting.DATABASE_USER);
    var password = said.value(Setting.DATABASE_PASSWORD);
    return new Configuration.Outside(
        jdbc,
        new Login(user == null ? "" : user, password == null ? "" : password),
        said.value(Setting.DATABASE_APP_PASSWORD),
        said.value(Setting.DATABASE_SEQUENCER_PASSWORD),
        said.value(Setting.DATABASE_REBUILD_PASSWORD));
  }

  private Configuration.@Nullable Smarthost smarthost() {
    var protection = protection();
    var host = said.value(Setting.SMARTHOST_HOST);
    if (host == null) {
      for (var setting :
          List.of(Setting.SMARTHOST_PORT, Setting.SMARTHOST_USER, Setting.SMARTHOST_PASSWORD)) {
        needs(setting, Setting.SMARTHOST_HOST);
      }
      return null;
    }
    if (host.matches(".*[\\s/@].*")) {
      fault(Setting.SMARTHOST_HOST, "is not the name of a machine: write it like smtp.example.com");
    }
    var preset =
        switch (protection) {
          case STARTTLS -> 587;
          case TLS -> 465;
          case NONE -> 25;
        };
    var port = said.value(Setting.SMARTHOST_PORT) == null ? preset : port(Setting.SMARTHOST_PORT);
    if (port == 0 && said.has(Setting.SMARTHOST_PORT)) {
      fault(Setting.SMARTHOST_PORT, "is no port of a mail server: leave it out or write 587");
    }
    needs(Setting.SMARTHOST_USER, Setting.SMARTHOST_PASSWORD);
    needs(Setting.SMARTHOST_PASSWORD, Setting.SMARTHOST_USER);
    var user = said.value(Setting.SMARTHOST_USER);
    var password = said.value(Setting.SMARTHOST_PASSWORD);
    if (password != null && protection == Configuration.Protection.NONE && !isThisMachine(host)) {
      fault(
          Setting.SMARTHOST_TLS,
          "would send the mail server's password over the network in the clear: use starttls or tls");
    }
    var login = user == null || password == null ? null : new Login(user, password);
    return new Configuration.Smarthost(host, port, login, protection);
  }

  /** In the clear only to this machine: what is sent are words that somebody writes. */
  private Configuration.@Nullable Model model() {
    var url = said.value(Setting.MODEL_URL);
    if (url == null) {
      needs(Setting.MODEL_NAME, Setting.MODEL_URL);
      needs(Setting.MODEL_KEY, Setting.MODEL_URL);
      return null;
    }
    needs(Setting.MODEL_URL, Setting.MODEL_NAME);
    var name = said.value(Setting.MODEL_NAME);
    URI base;
    try {
      base = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    } catch (URISyntaxException e) {
      base = URI.create("");
    }
    var host = base.getHost();
    boolean usable =
        host != null
            && base.getRawQuery() == null
            && base.getRawFragment() == null
            && base.getRawUserInfo() == null
            && ("https".equals(base.getScheme())
                || ("http".equals(base.getScheme()) && isThisMachine(host)));
    if (!usable) {
      fault(
          Setting.MODEL_URL,
          "cannot be asked: write https://models.example.com/v1, or http:// for this machine only");
      return null;
    }
    return name == null ? null : new Configuration.Model(base, name, said.value(Setting.MODEL_KEY));
  }

  private Configuration.Protection protection() {
    var text = Objects.requireNonNull(said.value(Setting.SMARTHOST_TLS));
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "starttls" -> Configuration.Protection.STARTTLS;
      case "tls" -> Configuration.Protection.TLS;
      case "none" -> Configuration.Protection.NONE;
      default -> {
        fault(Setting.SMARTHOST_TLS, "is unknown: write starttls, tls or none");
        yield Configuration.Protection.STARTTLS;
      }
    };
  }

  private @Nullable String origin() {
    var text = said.value(Setting.ORIGIN);
    if (text != null && !ORIGIN.matcher(text).matches()) {
      fault(
          Setting.ORIGIN,
          "cannot be the name of a ledger: write at most 100 letters, digits, dots, slashes or"
              + " dashes, like desk.example.com/ledger");
      return null;
    }
    return text;
  }

  private int port(Setting setting) {
    var text = Objects.requireNonNull(said.value(setting));
    try {
      var number = Integer.parseInt(text);
      if (number >= 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    fault(setting, "is not a port: write a number from 0 to 65535");
    return 0;
  }

  private InetAddress address(Setting setting) {
    var text = Objects.requireNonNull(said.value(setting));
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      fault(setting, "is no address of a machine: write 127.0.0.1 for this machine only");
      return InetAddress.getLoopbackAddress();
    }
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Path path(Setting setting) {
    var text = said.value(setting);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException e) {
      fault(setting, "is not a path");
      return null;
    }
  }

  private @Nullable Path readable(Setting setting) {
    var path = path(setting);
    if (path != null && !Files.isReadable(path)) {
      fault(setting, "is not a file this user may read");
      return null;
    }
    return path;
  }

  private void needs(Setting one, Setting other) {
    if (said.has(one) && !said.has(other)) {
      faults.add(
          one.key()
              + " ("
              + said.where(one)
              + ") needs "
              + other.key()
              + " beside it: give it too ("
              + other.variable()
              + "), or leave "
              + one.key()
              + " out.");
    }
  }

  private void fault(Setting setting, String what) {
    var value = setting.isSecret() ? "" : " is \"" + said.value(setting) + "\", which";
    faults.add(setting.key() + " (" + said.where(setting) + ")" + value + " " + what + ".");
  }
}
