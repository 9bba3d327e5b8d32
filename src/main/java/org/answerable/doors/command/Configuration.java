package org.answerable.doors.command;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was set for this run, checked: every value can be used as it stands. Passwords are kept out
 * of {@code toString}.
 *
 * @param data the data directory, absolute
 * @param web where the pages are served
 * @param smtp where mail is taken in
 * @param database an outside database; null for the embedded one
 * @param smarthost the mail server that takes the desk's mail; null when none was named, and then
 *     nothing can leave
 * @param authservIds the servers whose word about who wrote a mail is believed; empty for none
 * @param checkpoints where signed checkpoints are published beside the data directory; null where
 *     there is no such place
 * @param model a language model that adds hints while somebody writes; null where none does, which
 *     is the preset
 * @param origin the name under which checkpoints are signed; null when the desk may choose one
 */
public record Configuration(
    Path data,
    Web web,
    Listener smtp,
    @Nullable Outside database,
    @Nullable Smarthost smarthost,
    Set<String> authservIds,
    @Nullable Path checkpoints,
    @Nullable Model model,
    @Nullable String origin) {

  /** Without servers to believe, and with no place for checkpoints outside the data directory. */
  public Configuration(
      Path data,
      Web web,
      Listener smtp,
      @Nullable Outside database,
      @Nullable Smarthost smarthost,
      @Nullable String origin) {
    this(data, web, smtp, database, smarthost, Set.of(), null, null, origin);
  }

  /** The same with ports that are settled. */
  Configuration on(Listener pages, Listener mail) {
    return new Configuration(
        data,
        new Web(pages, web.baseUrl(), web.proxies(), web.tls()),
        mail,
        database,
        smarthost,
        authservIds,
        checkpoints,
        model,
        origin);
  }

  /**
   * A language model behind an OpenAI-compatible interface.
   *
   * @param url where its paths begin, like {@code https://models.example.com/v1}; no slash at its
   *     end
   * @param name which of its models is asked
   * @param key what it is asked with; null where it wants none
   */
  public record Model(URI url, String name, @Nullable String key) {

    /** Without the key, so that it stands in no log. */
    @Override
    public String toString() {
      return "Model[url=" + url + ", name=" + name + "]";
    }
  }

  /** An address of this machine; a port of 0 is any free one. */
  public record Listener(InetAddress bind, int port) {}

  /**
   * @param baseUrl how people reach the desk, without a slash at its end; null when nobody said,
   *     and then it is this machine and the port
   * @param proxies whose forwarded headers are believed; usually none
   * @param tls the certificate when the desk itself serves https
   */
  public record Web(
      Listener listener, @Nullable URI baseUrl, List<InetAddress> proxies, @Nullable Tls tls) {

    /** The beginning of every link, never taken from a request. */
    public URI links() {
      return baseUrl != null
          ? baseUrl
          : URI.create((tls == null ? "http" : "https") + "://localhost:" + listener.port());
    }
  }

  /** Two PEM files. */
  public record Tls(Path certificate, Path key) {}

  /**
   * A database somebody else runs.
   *
   * @param url for JDBC, without user or password
   * @param owner runs migrations only
   * @param appPassword and the two after it are null on the node that makes the roles
   */
  public record Outside(
      String url,
      Login owner,
      @Nullable String appPassword,
      @Nullable String sequencerPassword,
      @Nullable String rebuildPassword) {

    @Override
    public String toString() {
      return "Outside[" + url + ", " + owner.user() + "]";
    }
  }

  /** How outgoing mail is protected on its way to the smarthost. */
  public enum Protection {
    /** Begun in the clear and made secret before anything is said; refused where that fails. */
    STARTTLS,
    /** Secret from the first byte. */
    TLS,
    /** In the clear; never with a password. */
    NONE
  }

  /**
   * @param login null when the server asks for none
   */
  public record Smarthost(String host, int port, @Nullable Login login, Protection protection) {}
}
