package org.answerable.doors.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.answerable.doors.command.Configuration.Smarthost;
import org.answerable.doors.mail.reading.Limits;
import org.answerable.doors.mail.reading.MailReader;
import org.answerable.work.cases.Filings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the mail doors are put together from. */
@Configuration(proxyBeanMethods = false)
class MailRoom {

  @Bean
  MailFolders mailFolders(org.answerable.doors.command.Configuration configuration) {
    return new MailFolders(configuration.data());
  }

  @Bean
  MailReader mailReader(MailFolders folders) {
    return new MailReader(folders.scratch(), Limits.STANDARD);
  }

  /** With no server named, nothing is verified and nothing fails: everything is silent. */
  @Bean
  AuthenticationResults authenticationResults(
      org.answerable.doors.command.Configuration configuration) {
    return new AuthenticationResults(configuration.authservIds());
  }

  /** Null where the desk has no server to give its mail to: then it waits in the queue. */
  static @Nullable Outgoing outgoing(
      JdbcClient db, Letters letters, Filings filings, @Nullable Smarthost smarthost) {
    return smarthost == null
        ? null
        : new Outgoing(db, letters, filings, new SmtpOut(server(smarthost), tls()));
  }

  private static SmtpOut.Server server(Smarthost smarthost) {
    var login = smarthost.login();
    var security =
        switch (smarthost.protection()) {
          case NONE -> SmtpOut.Security.NONE;
          case STARTTLS -> SmtpOut.Security.STARTTLS;
          case TLS -> SmtpOut.Security.TLS;
        };
    return new SmtpOut.Server(
        smarthost.host(),
        smarthost.port(),
        security,
        login == null ? null : login.user(),
        login == null ? null : login.password(),
        greeting(),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30));
  }

  private static String greeting() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine without a name of its own still has to greet
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no TLS", e);
    }
  }
}
