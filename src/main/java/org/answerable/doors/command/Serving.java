package org.answerable.doors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.answerable.Answerable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A desk from its start to its end: look at the ports, hold the data directory, bring the database
 * up while the house is being built, prepare, open the doors; and in the other order at the end.
 */
final class Serving {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final Kind kind;
  private final boolean kept;
  private final PrintWriter out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable ConfigurableApplicationContext house;
  private volatile @Nullable CompletableFuture<Database> database;

  /**
   * @param kept whether what is written outlives this run: only then is it worth waiting for the
   *     disk
   */
  Serving(Kind kind, boolean kept, PrintWriter out) {
    this.kind = kind;
    this.kept = kept;
    this.out = out;
  }

  /**
   * Serves until the program is told to stop.
   *
   * @param afterwards done last of all, whether the desk ever started or not
   */
  void serve(Configuration wished, Runnable afterwards) {
    run(wished, afterwards, _ -> waitForEnd());
  }

  /** The whole way up, one look at the first page, and down again. */
  void tryOut(Configuration wished, Runnable afterwards) {
    run(
        wished,
        afterwards,
        configuration -> {
          look(configuration.web().links());
          System.exit(ExitCode.OK.number());
        });
  }

  private static void look(URI address) {
    try (var browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException("The first page does not come: " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Configuration wished, Runnable afterwards, Consumer<Configuration> meanwhile) {
    try (var ports = Ports.take(wished)) {
      run(ports, afterwards, meanwhile);
    }
  }

  private void run(Ports ports, Runnable afterwards, Consumer<Configuration> meanwhile) {
    var configuration = ports.settled();
    var data = DataDirectory.take(configuration.data());
    var hook = new Thread(() -> end(data, afterwards), "answerable-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      kind.holdTo(data);
      begin(configuration, ports, data);
    } catch (RuntimeException e) {
      if (isStopping(hook)) {
        waitForEnd(); // told to stop while starting: the fault is only its consequence
        return;
      }
      end(data, afterwards);
      throw e;
    }
    meanwhile.accept(configuration);
  }

  private void begin(Configuration configuration, Ports ports, DataDirectory data) {
    // Quiet until the house has set its logging up: the database's thread is quicker.
    LoggingSystem.get(Serving.class.getClassLoader()).beforeInitialize();
    var coming = new CompletableFuture<Database>();
    database = coming;
    Thread.ofPlatform()
        .name("answerable-database")
        .start(() -> {
          try {
            coming.complete(Database.open(configuration, data, kept));
          } catch (Throwable e) {
            coming.completeExceptionally(e);
          }
        });
    var opening =
        switch (kind) {
          case DESK -> new BeforeDoorsOpen.Opening.Real();
          case DEMO -> new BeforeDoorsOpen.Opening.Demo();
        };
    var surroundings = new Surroundings(configuration, () -> coming.join().access(), opening);
    try {
      var spring = new SpringApplication(Answerable.class);
      spring.setRegisterShutdownHook(false);
      spring.addInitializers(context -> {
        surroundings.giveTo((GenericApplicationContext) context);
        ((GenericApplicationContext) context).registerBean(Ports.class, () -> ports);
      });
      var built = spring.run(settings(configuration));
      house = built;
      tell(
          configuration,
          built.getBean(SetupCode.class),
          built.getBeanProvider(SaidWhenReady.class).orderedStream().toList());
    } catch (RuntimeException e) {
      throw worded(e, coming, configuration);
    }
  }

  /** A start fails with what failed, not with the bean that happened to need it. */
  private static RuntimeException worded(
      RuntimeException e, CompletableFuture<Database> coming, Configuration configuration) {
    if (coming.isCompletedExceptionally()) {
      try {
        coming.join();
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
          return cause;
        }
      }
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof CommandFault fault) {
        return fault;
      }
      if (at instanceof PortInUseException taken) {
        return Ports.inUse(configuration.web().listener(), Setting.PORT, taken);
      }
      if (at instanceof BindException taken) {
        return Ports.inUse(configuration.smtp(), Setting.SMTP_PORT, taken);
      }
    }
    return e;
  }

  /**
   * Said as arguments, which win over everything: the one file and the variables of the desk are
   * the only way to set it up, not what happens to lie about for Spring.
   */
  private static String[] settings(Configuration configuration) {
    var web = configuration.web();
    List<String> settings = new ArrayList<>();
    settings.add("--spring.config.location=classpath:/application.properties");
    settings.add("--spring.main.banner-mode=off");
    settings.add("--spring.main.log-startup-info=false");
    settings.add("--spring.lifecycle.timeout-per-shutdown-phase=10s");
    settings.add("--server.address=" + web.listener().bind().getHostAddress());
    settings.add("--server.port=" + web.listener().port());
    var tls = web.tls();
    if (tls != null) {
      settings.add("--server.ssl.certificate=file:" + tls.certificate().toAbsolutePath());
      settings.add("--server.ssl.certificate-private-key=file:" + tls.key().toAbsolutePath());
    }
    if (web.proxies().isEmpty()) {
      settings.add("--server.forward-headers-strategy=none");
    } else {
      settings.add("--server.forward-headers-strategy=native");
      settings.add(
          "--server.tomcat.remoteip.internal-proxies="
              + String.join(
                  "|",
                  web.proxies().stream().map(one -> Pattern.quote(one.getHostAddress())).toList()));
    }
    return settings.toArray(String[]::new);
  }

  private void tell(Configuration configuration, SetupCode setupCode, List<SaidWhenReady> more) {
    var links = configuration.web().links();
    var smtp = configuration.smtp();
    List<String> lines = new ArrayList<>();
    lines.add("Answerable is ready: " + links);
    switch (kind) {
      case DESK -> {
        var code = setupCode.draw();
        if (!code.isEmpty()) {
          lines.add("It is not set up yet. Open " + links + "/set-up and give this code: " + code);
        }
        if (configuration.smarthost() == null) {
          lines.add(
              "No mail server is named: letters wait here until one is ("
                  + Setting.SMARTHOST_HOST.key()
                  + ").");
        }
        lines.add("Everything is kept in " + configuration.data() + ".");
        lines.add(
            configuration.checkpoints() == null
                ? "Signed checkpoints lie in there too, where an old copy of all of it cannot be told"
                    + " from the newest: name a place outside with --checkpoints."
                : "Signed checkpoints are also kept in " + configuration.checkpoints() + ".");
      }
      case DEMO -> lines.add("This is a demo: nothing leaves this machine.");
    }
    more.forEach(one -> lines.addAll(one.lines(links)));
    lines.add(
        "Mail is taken in at "
            + smtp.bind().getHostAddress()
            + " port "
            + smtp.port()
            + ". Ctrl-C stops the desk.");
    // All of it at once: whoever waits for the first line may read the others.
    out.print(String.join("\n", lines) + "\n");
    out.flush();
  }

  private void end(DataDirectory data, Runnable afterwards) {
    try {
      var open = house;
      if (open != null) {
        open.close();
      }
      var coming = database;
      if (coming != null) {
        close(coming);
      }
    } finally {
      data.close();
      afterwards.run();
      ended.countDown();
    }
  }

  private static void close(CompletableFuture<Database> coming) {
    try {
      coming.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).close();
    } catch (ExecutionException e) {
      return; // it never came up, and whoever waited for it has been told
    } catch (TimeoutException e) {
      throw new CommandFault(
          ExitCode.BROKEN,
          "The database did not come up within " + STOP_LIMIT + " to be stopped.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isStopping(Thread hook) {
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return true; // the program is ending already
    }
  }

  private void waitForEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
