package org.answerable.doors.command.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * As whom the server runs. PostgreSQL refuses to be root: then it becomes another user, or, where
 * there is none to become, an unnamed one in a user namespace of its own.
 *
 * @param prefix what stands before the program's name; each part replaces itself by the next, so
 *     the number of the child is the number of the server
 * @param account who must own the cluster's folder; null when we do
 */
record Runner(List<String> prefix, @Nullable Account account) {

  /** A user by number. */
  record Account(String name, int uid, int gid) {}

  private static final List<String> USERS = List.of("answerable", "postgres", "nobody");

  static boolean root() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /** Finds out as whom the server can reach these programs and this folder. */
  static Runner choose(Path home, Path cluster) {
    var own = session();
    if (!root()) {
      return new Runner(own, null);
    }
    try {
      if (Files.isDirectory(cluster)) {
        return ownerOf(cluster, own);
      }
      for (var account : accounts()) {
        var runner = become(account, own);
        if (runner.reaches(home, cluster.toAbsolutePath().getParent())) {
          return runner;
        }
      }
    } catch (IOException e) {
      throw new PostgresFault("It cannot be found out as whom PostgreSQL could run.", e);
    }
    return unshared(own, cluster);
  }

  private static Runner ownerOf(Path cluster, List<String> own) throws IOException {
    var uid = (int) Files.getAttribute(cluster, "unix:uid");
    var gid = (int) Files.getAttribute(cluster, "unix:gid");
    return uid == 0
        ? unshared(own, cluster)
        : become(new Account(Integer.toString(uid), uid, gid), own);
  }

  private static Runner become(Account account, List<String> own) {
    var prefix = new ArrayList<>(own);
    prefix.addAll(
        List.of(
            "setpriv", "--reuid=" + account.uid, "--regid=" + account.gid, "--clear-groups", "--"));
    return new Runner(List.copyOf(prefix), account);
  }

  private static Runner unshared(List<String> own, Path cluster) {
    var prefix = new ArrayList<>(own);
    prefix.addAll(List.of("unshare", "-U", "--"));
    var runner = new Runner(List.copyOf(prefix), null);
    if (!runner.succeeds("true")) {
      throw new PostgresFault(
          "PostgreSQL does not run as root, and here it can become neither "
              + String.join(", ", USERS)
              + " by setpriv nor an unnamed user by unshare. Start Answerable as an ordinary user,"
              + " or install util-linux and put "
              + cluster
              + " where one of these users may go.");
    }
    return runner;
  }

  /**
   * A session of its own for the server: Ctrl-C in a terminal goes to the whole group, and the
   * database must outlive the program's last statements.
   */
  private static List<String> session() {
    return isInstalled("setsid") ? List.of("setsid") : List.of();
  }

  private static boolean isInstalled(String program) {
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (var folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static List<Account> accounts() throws IOException {
    var passwd = Path.of("/etc/passwd");
    if (!Files.isReadable(passwd)) {
      return List.of();
    }
    var lines = Files.readAllLines(passwd, java.nio.charset.StandardCharsets.ISO_8859_1);
    List<Account> found = new ArrayList<>();
    for (var user : USERS) {
      for (var line : lines) {
        var fields = line.split(":", -1);
        if (fields.length > 3 && fields[0].equals(user)) {
          found.add(new Account(user, Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
        }
      }
    }
    return found;
  }

  private boolean reaches(Path home, @Nullable Path above) {
    return succeeds(home.resolve("bin/postgres").toString(), "--version")
        && (above == null || succeeds("test", "-x", above.toString()));
  }

  private boolean succeeds(String... command) {
    try {
      var process =
          new ProcessBuilder(with(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the helper is not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresFault("Interrupted while looking for a user to run PostgreSQL as.", e);
    }
  }

  List<String> with(String... command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(List.of(command));
    return whole;
  }

  /** Makes a folder of ours the folder of that user. */
  void give(Path folder) throws IOException {
    if (account != null) {
      Files.setAttribute(folder, "unix:gid", account.gid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(folder, "unix:uid", account.uid, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
