package org.answerable.doors.command.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One PostgreSQL server on loopback, our child, for as long as this object lives.
 *
 * <p>A start cut short while unpacking, initialising or starting is put right by the next one. A
 * server left behind by a program that was killed is stopped first. A server that dies is started
 * again on the same port. A second program on the same cluster is refused.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The superuser's name; nothing but setting up and looking inside uses it. */
  public static final String SUPERUSER = "postgres";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** After more deaths than five within this time a restart waits. */
  private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);

  private static final Duration RESTART_PAUSE = Duration.ofSeconds(5);

  private static final int RESTARTS_MAX = 5;
  private static final long LOG_BYTES_MAX = 10_000_000;

  /**
   * What to start.
   *
   * @param cluster the folder of the database's files; made when it does not exist
   * @param binaries the folder below which the programs are unpacked; several clusters may share it
   * @param log the file the server writes its messages to; it is put aside at 10 MB
   * @param port the port to take when it is free; 0 for any
   * @param password the superuser's, used when the cluster is made
   * @param durable false only where the cluster is thrown away: for tests and a demo
   */
  public record Settings(
      Path cluster, Path binaries, Path log, int port, String password, boolean durable) {

    @Override
    public String toString() {
      return "Settings[cluster=" + cluster + ", port=" + port + ", durable=" + durable + "]";
    }
  }

  private final Settings settings;
  private final Path home;
  private final Runner runner;
  private final FolderLock lock;
  private final ReentrantLock guard = new ReentrantLock();
  private final Deque<Long> restarts = new ArrayDeque<>();
  private volatile Process server;
  private volatile int port;
  private volatile boolean stopping;

  private EmbeddedPostgres(Settings settings, Path home, Runner runner, FolderLock lock) {
    this.settings = settings;
    this.home = home;
    this.runner = runner;
    this.lock = lock;
    var left = Postmaster.living(settings.cluster);
    if (left != null) {
      end(left);
    }
    this.port = settings.port > 0 && isFree(settings.port) ? settings.port : freePort();
    this.server = startReady(settings.port <= 0 || port != settings.port);
  }

  /**
   * Starts the server and returns when it takes connections.
   *
   * @throws PostgresFault with a sentence that says what to do
   */
  public static EmbeddedPostgres start(Settings wished) {
    var settings =
        new Settings(
            wished.cluster.toAbsolutePath().normalize(),
            wished.binaries.toAbsolutePath().normalize(),
            wished.log.toAbsolutePath().normalize(),
            wished.port,
            wished.password,
            wished.durable);
    var lock = take(settings.cluster);
    try {
      var home = Binaries.unpackedBelow(settings.binaries);
      var runner = Runner.choose(home, settings.cluster);
      if (!isInitialised(settings.cluster)) {
        new NewCluster(settings, home, runner).make();
      }
      var postgres = new EmbeddedPostgres(settings, home, runner, lock);
      postgres.watch(postgres.server);
      return postgres;
    } catch (RuntimeException e) {
      try {
        lock.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** The port of a server that runs on this cluster at this moment, whoever started it; or 0. */
  public static int portOfRunning(Path cluster) {
    var living = Postmaster.living(cluster.toAbsolutePath().normalize());
    return living != null && living.ready() ? living.port() : 0;
  }

  /**
   * Stops the server that a killed program left running on this cluster, if there is one.
   *
   * @return false, having done nothing, when a living program uses the cluster
   */
  public static boolean endLeftBehind(Path cluster) throws IOException {
    if (!Files.isDirectory(cluster)) {
      return true;
    }
    try (var lock = FolderLock.tryTake(lockOf(cluster))) {
      if (lock == null) {
        return false;
      }
      var left = Postmaster.living(cluster.toAbsolutePath().normalize());
      if (left != null) {
        end(left);
      }
      return true;
    }
  }

  /** Whether a cluster was made here completely. */
  public static boolean isInitialised(Path cluster) {
    return Files.isRegularFile(cluster.resolve("PG_VERSION"));
  }

  /** The file that is locked while a program uses this cluster. */
  public static Path lockOf(Path cluster) {
    return cluster.resolveSibling(cluster.getFileName() + ".lock");
  }

  public int port() {
    return port;
  }

  /** The process number of the server; another one after a restart. */
  public long pid() {
    return server.pid();
  }

  /** Where a database of this server is found; without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Whether the server runs at this moment; after it died it is away for the time of a restart. */
  public boolean isRunning() {
    return server.isAlive();
  }

  private static FolderLock take(Path cluster) {
    var file = lockOf(cluster);
    try {
      Folders.create(Objects.requireNonNull(cluster.getParent()));
      var lock = FolderLock.tryTake(file);
      if (lock == null) {
        throw new PostgresFault(
            "Another Answerable (process "
                + FolderLock.holder(file)
                + ") uses the database in "
                + cluster
                + ". Stop it first, or give another directory with --data.");
      }
      return lock;
    } catch (IOException e) {
      throw new PostgresFault(
          "The directory for the database cannot be used: "
              + Folders.reason(e)
              + ". Make it writable for this user, or give another one with --data.",
          e);
    }
  }

  private Process startReady(boolean anyPort) {
    var until = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      rotate();
      var logged = logSize();
      var process = launch();
      if (awaitReady(process, until)) {
        return process;
      }
      var said = logSince(logged);
      if (System.nanoTime() < until && isPassing(said)) {
        forgetStale();
        pause(100); // the backends of a server that was killed are still leaving
      } else if (System.nanoTime() < until && anyPort && said.contains("Address already in use")) {
        port = freePort(); // somebody took it between our look and the server's
      } else {
        throw new PostgresFault(
            "PostgreSQL did not start on "
                + settings.cluster
                + (process.isAlive() ? " within " + START_LIMIT.toSeconds() + " s" : "")
                + ". It says: "
                + tail(said)
                + " The whole log is "
                + settings.log
                + ".");
      }
    }
  }

  private static boolean isPassing(String said) {
    return said.contains("pre-existing shared memory block")
        || said.contains("lock file \"postmaster.pid\" already exists");
  }

  private Process launch() {
    var builder = new ProcessBuilder(runner.with(arguments().toArray(String[]::new)));
    clean(builder);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new PostgresFault("PostgreSQL could not be started: " + Folders.reason(e) + ".", e);
    }
  }

  private List<String> arguments() {
    List<String> settled =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "max_connections=100",
                "jit=off",
                "log_checkpoints=off",
                // Statements and details carry what people wrote; a log must not.
                "log_error_verbosity=terse",
                "log_min_error_statement=panic"));
    // Said on the command line although they are the defaults: nothing in the cluster's own files
    // can then make it forget what it confirmed.
    var durability = settings.durable ? "on" : "off";
    settled.add("fsync=" + durability);
    settled.add("full_page_writes=" + durability);
    settled.add("synchronous_commit=" + durability);
    if (!settings.durable) {
      settled.add("max_wal_size=128MB"); // what is thrown away may lie in memory
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                settings.cluster.toString(),
                "-p",
                Integer.toString(port)));
    for (var setting : settled) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return arguments;
  }

  static void clean(ProcessBuilder builder) {
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("ANSWERABLE_"));
    environment.put("LC_ALL", "C");
    builder.directory(Path.of("/").toFile());
  }

  private boolean awaitReady(Process process, long until) {
    while (System.nanoTime() < until) {
      var told = Postmaster.read(settings.cluster);
      if (told != null && told.pid() == process.pid() && told.ready()) {
        return true;
      }
      try {
        if (process.waitFor(15, TimeUnit.MILLISECONDS)) {
          return false;
        }
      } catch (InterruptedException e) {
        signal(process.pid(), "INT");
        Thread.currentThread().interrupt();
        throw new PostgresFault("Interrupted while PostgreSQL was starting.", e);
      }
    }
    signal(process.pid(), "INT");
    return false;
  }

  /**
   * After a reboot the number in a stale file may be any process of ours, and the server then
   * refuses to start. Nothing else is removed by us: the file of a server that merely died also
   * guards against its last backends, and the server knows how to read it.
   */
  private void forgetStale() {
    var file = settings.cluster.resolve(Postmaster.FILE);
    if (Postmaster.living(settings.cluster) != null || Postmaster.anyIn(settings.cluster)) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PostgresFault(
          "A file left by a crash cannot be removed: " + Folders.reason(e) + ".", e);
    }
  }

  private void rotate() {
    try {
      Folders.create(Objects.requireNonNull(settings.log.getParent()));
      if (Files.exists(settings.log) && Files.size(settings.log) > LOG_BYTES_MAX) {
        Files.move(
            settings.log,
            settings.log.resolveSibling(settings.log.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new PostgresFault(
          "The database's log cannot be written: " + Folders.reason(e) + ".", e);
    }
  }

  private long logSize() {
    try {
      return Files.exists(settings.log) ? Files.size(settings.log) : 0;
    } catch (IOException e) {
      return 0; // only decides how much of the log a sentence repeats
    }
  }

  private String logSince(long position) {
    try (var file = new RandomAccessFile(settings.log.toFile(), "r")) {
      file.seek(position);
      var bytes = new byte[(int) Math.min(file.length() - position, 65_536)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(its log cannot be read: " + Folders.reason(e) + ")";
    }
  }

  static String tail(String said) {
    var lines = said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
  }

  private void watch(Process watched) {
    var _ =
        watched
            .onExit()
            .thenRun(() -> {
              if (!stopping) {
                Thread.ofPlatform().name("postgres-restart").start(this::restart);
              }
            });
  }

  /**
   * The desk goes on when its database was killed: pools reconnect to the same port. Whatever keeps
   * the server from starting, as a full disk does, passes some day: it is tried again until then.
   */
  private void restart() {
    while (!stopping) {
      if (restarted()) {
        return;
      }
      for (var waited = Duration.ZERO;
          !stopping && waited.compareTo(RESTART_PAUSE) < 0;
          waited = waited.plusMillis(100)) {
        pause(100);
      }
    }
  }

  /** One try; false when the next has to wait. */
  private boolean restarted() {
    guard.lock();
    try {
      if (stopping || server.isAlive()) {
        return true;
      }
      var now = System.nanoTime();
      restarts.removeIf(at -> now - at > RESTART_WINDOW.toNanos());
      if (restarts.size() >= RESTARTS_MAX) {
        log(
            System.Logger.Level.ERROR,
            "PostgreSQL died "
                + (RESTARTS_MAX + 1)
                + " times within a minute and is left alone for a while. See "
                + settings.log
                + ".");
        return false;
      }
      restarts.add(now);
      log(System.Logger.Level.WARNING, "PostgreSQL ended unasked and is started again.");
      server = startReady(false);
      watch(server);
      return true;
    } catch (PostgresFault e) {
      log(
          System.Logger.Level.ERROR,
          e.getMessage() + " It is tried again every " + RESTART_PAUSE.toSeconds() + " s.");
      return false;
    } finally {
      guard.unlock();
    }
  }

  private static void log(System.Logger.Level level, String sentence) {
    System.getLogger(EmbeddedPostgres.class.getName()).log(level, sentence);
  }

  /** Ends the server: what is committed stays, what is running is rolled back. */
  @Override
  public void close() {
    stopping = true;
    guard.lock();
    try {
      if (server.isAlive()) {
        end(new Postmaster(server.pid(), port, true));
      }
      lock.close();
    } catch (IOException e) {
      throw new PostgresFault("The lock of the database could not be given back.", e);
    } finally {
      guard.unlock();
    }
  }

  /** Lets the server run on without us, as a killed program does: for tests. */
  void abandon() throws IOException {
    stopping = true;
    lock.close();
  }

  private static void end(Postmaster running) {
    // INT is the fast shutdown; TERM, which Process.destroy sends, would wait for every connection.
    var process = ProcessHandle.of(running.pid()).orElse(null);
    if (process == null) {
      return;
    }
    for (var signal : List.of("INT", "QUIT")) {
      signal(running.pid(), signal);
      var until = System.nanoTime() + STOP_LIMIT.toNanos();
      while (process.isAlive() && System.nanoTime() < until) {
        pause(10);
      }
      if (!process.isAlive()) {
        return;
      }
    }
    throw new PostgresFault(
        "The PostgreSQL of process "
            + running.pid()
            + " does not stop. End it by hand and start again.");
  }

  private static void signal(long pid, String signal) {
    try {
      var process =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor();
    } catch (IOException e) {
      throw new PostgresFault("The PostgreSQL of process " + pid + " cannot be told to stop.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresFault("Interrupted while waiting for PostgreSQL.", e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server does
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PostgresFault("No free port was found on this machine.", e);
    }
  }
}
