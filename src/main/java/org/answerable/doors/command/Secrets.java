package org.answerable.doors.command;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The passwords of the database's roles, made once and kept in the data directory for this user
 * alone.
 */
final class Secrets {

  static final String FILE = "database.properties";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Map<String, String> passwords;

  private Secrets(Path file, Map<String, String> passwords) {
    this.file = file;
    this.passwords = passwords;
  }

  static Secrets in(DataDirectory data) {
    var file = data.secrets().resolve(FILE);
    try {
      Map<String, String> passwords = new TreeMap<>();
      if (Files.exists(file)) {
        var read = new Properties();
        read.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        read.stringPropertyNames().forEach(role -> passwords.put(role, read.getProperty(role)));
      }
      return new Secrets(file, passwords);
    } catch (IOException e) {
      throw DataDirectory.cannotWrite(data.root(), e);
    }
  }

  Path file() {
    return file;
  }

  @Nullable String password(String role) {
    return passwords.get(role);
  }

  /** 256 random bits, in letters that need no quoting anywhere. */
  static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The role's password, made and stored now when there is none: before anybody is told it. */
  Login login(String role) {
    var known = passwords.get(role);
    if (known != null) {
      return new Login(role, known);
    }
    var made = random();
    remember(role, made);
    return new Login(role, made);
  }

  void remember(String role, String password) {
    passwords.put(role, password);
    var text =
        new StringBuilder(
            "# Passwords of the database's roles. Other nodes get them by variables.\n");
    passwords.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      DataDirectory.write(file, text.toString());
    } catch (IOException e) {
      throw DataDirectory.cannotWrite(file, e);
    }
  }
}
