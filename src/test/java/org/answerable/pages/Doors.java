package org.answerable.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.answerable.Answerable;
import org.answerable.House;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.command.Surroundings;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The doors of a test's house: real pages on a real port, on the database whose time it tells. */
public final class Doors implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Doors(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static Doors of(House house) {
    var spring = new SpringApplication(Answerable.class);
    spring.setRegisterShutdownHook(false);
    spring.addInitializers(context ->
        new Surroundings(
                configuration(), house.database()::access, new BeforeDoorsOpen.Opening.Demo())
            .giveTo((GenericApplicationContext) context));
    spring.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(new Counted()));
    var doors =
        new Doors(
            spring.run(
                "--server.port=0",
                "--db-scheduler.enabled=false",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false"));
    house.at(house.now());
    return doors;
  }

  /** The beginning of every address. */
  public String url() {
    return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  public <T> T room(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("answerable-doors-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration configuration() {
    var anywhere = new Configuration.Listener(InetAddress.getLoopbackAddress(), 0);
    return new Configuration(
        folder(),
        new Configuration.Web(anywhere, null, List.of(), null),
        anywhere,
        null,
        null,
        null);
  }
}
