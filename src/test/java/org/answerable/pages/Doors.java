package org.answerable.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.answerable.Answerable;
import org.answerable.House;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.command.Surroundings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The doors of a test's house: real pages on a real port, on the database whose time it tells. */
public final class Doors implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private final Configuration configuration;

  private Doors(ConfigurableApplicationContext context, Configuration configuration) {
    this.context = context;
    this.configuration = configuration;
  }

  /** A demo's doors: what leaves is only shown. */
  public static Doors of(House house) {
    return demo(house, null);
  }

  /** A demo's doors, with a language model that is asked for more hints. */
  public static Doors asking(House house, Configuration.Model model) {
    return demo(house, model);
  }

  private static Doors demo(House house, Configuration.@Nullable Model model) {
    var anywhere = new Configuration.Listener(InetAddress.getLoopbackAddress(), 0);
    return opened(
        house,
        new Configuration(
            folder(),
            new Configuration.Web(anywhere, null, List.of(), null),
            new Configuration.Listener(InetAddress.getLoopbackAddress(), free()),
            null,
            null,
            Set.of(),
            null,
            model,
            null),
        new BeforeDoorsOpen.Opening.Demo());
  }

  /** A real desk's doors: it takes mail in by SMTP and gives its own to the server on that port. */
  public static Doors live(House house, int outside) {
    return real(
        house,
        new Configuration.Smarthost("127.0.0.1", outside, null, Configuration.Protection.NONE));
  }

  /** A real desk's doors, with no mail server named: what it writes waits. */
  public static Doors mute(House house) {
    return real(house, null);
  }

  private static Doors real(House house, Configuration.@Nullable Smarthost smarthost) {
    var web = new Configuration.Listener(InetAddress.getLoopbackAddress(), free());
    return opened(
        house,
        new Configuration(
            folder(),
            new Configuration.Web(web, null, List.of(), null),
            new Configuration.Listener(InetAddress.getLoopbackAddress(), free()),
            null,
            smarthost,
            null),
        new BeforeDoorsOpen.Opening.Real());
  }

  private static Doors opened(
      House house, Configuration configuration, BeforeDoorsOpen.Opening opening) {
    var spring = new SpringApplication(Answerable.class);
    spring.setRegisterShutdownHook(false);
    spring.addInitializers(context ->
        new Surroundings(configuration, house.database()::access, opening)
            .giveTo((GenericApplicationContext) context));
    spring.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(new Counted()));
    var doors =
        new Doors(
            spring.run(
                "--server.port=" + configuration.web().listener().port(),
                "--db-scheduler.enabled=false",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false"),
            configuration);
    house.at(house.now());
    return doors;
  }

  /** The beginning of every address. */
  public String url() {
    return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** Where mail is taken in. */
  public int smtpPort() {
    return configuration.smtp().port();
  }

  public <T> T room(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    var folder = room(Configuration.class).data();
    context.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("answerable-doors-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A port that nobody listens at: links name it before the desk listens there. It is below those
   * that systems give to whoever asks for any, so that no connection takes it meanwhile.
   */
  private static int free() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(12_000, 30_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
