package org.answerable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.command.Configuration;
import org.answerable.doors.command.Surroundings;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Gives a test's house a migrated database of its own and a configuration on free ports:
 *
 * <pre>
 * &#64;SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * &#64;ContextConfiguration(initializers = TestHouse.class)
 * </pre>
 */
public class TestHouse implements ApplicationContextInitializer<GenericApplicationContext> {

  @Override
  public void initialize(GenericApplicationContext context) {
    var database = TestDatabase.migrated();
    context.registerBean(TestDatabase.class, () -> database);
    new Surroundings(configuration(), database::access, new BeforeDoorsOpen.Opening.Real())
        .giveTo(context);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(
              Files.createDirectories(Path.of("target/test-data")), "desk-")
          .toAbsolutePath();
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
