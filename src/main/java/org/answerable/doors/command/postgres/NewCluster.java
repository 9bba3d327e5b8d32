package org.answerable.doors.command.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes the files of a cluster that is not there yet.
 *
 * @param home the folder of PostgreSQL's programs
 */
record NewCluster(EmbeddedPostgres.Settings settings, Path home, Runner runner) {

  /**
   * Makes the cluster beside its place and moves it there when it is whole, so a half made one is
   * never taken for one.
   */
  void make() {
    var cluster = settings.cluster();
    var folder = Objects.requireNonNull(cluster.getParent());
    try {
      if (Files.exists(cluster, LinkOption.NOFOLLOW_LINKS) && !isEmpty(cluster)) {
        throw new PostgresFault(
            cluster
                + " holds files, but no complete database of Answerable. It was not touched; move it"
                + " away or give another directory with --data.");
      }
      sweepHalfMade(cluster, folder);
      var fresh = Files.createTempDirectory(folder, halfMade(cluster));
      runner.give(fresh);
      initdb(fresh);
      Folders.deleteTree(cluster);
      Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(folder);
    } catch (IOException e) {
      throw new PostgresFault(
          "The database could not be set up in "
              + cluster
              + ": "
              + Folders.reason(e)
              + ". It needs about 40 MB there and a folder this user may write.",
          e);
    }
  }

  private static String halfMade(Path cluster) {
    return cluster.getFileName() + ".new-";
  }

  /**
   * The initdb of a program that was killed may still be at work, so each attempt has a folder of
   * its own, and one that cannot be removed yet is left to the next start.
   */
  private static void sweepHalfMade(Path cluster, Path folder) throws IOException {
    try (var left = Files.newDirectoryStream(folder, halfMade(cluster) + "*")) {
      for (var one : left) {
        try {
          Folders.deleteTree(one);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
          System.getLogger(NewCluster.class.getName())
              .log(System.Logger.Level.INFO, "{0} is still being written and stays.", one);
        }
      }
    }
  }

  private void initdb(Path fresh) throws IOException {
    // The password goes through a pipe: never into a file, never onto a command line. The pipe that
    // initdb opens by name must be its own user's, so a shell in between makes a second one. The
    // builtin locale is the same on every machine, so no index can change its order under us.
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "cat | \"$0\" \"$@\"",
                home.resolve("bin/initdb").toString(),
                "-D",
                fresh.toString(),
                "-U",
                EmbeddedPostgres.SUPERUSER,
                "--pwfile=/dev/stdin",
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!settings.durable()) {
      arguments.add("--no-sync");
    }
    var builder = new ProcessBuilder(runner.with(arguments.toArray(String[]::new)));
    EmbeddedPostgres.clean(builder);
    builder.redirectErrorStream(true);
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write((settings.password() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new PostgresFault(
            "The database could not be set up in "
                + settings.cluster()
                + ". PostgreSQL says: "
                + EmbeddedPostgres.tail(said));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the database was set up");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
