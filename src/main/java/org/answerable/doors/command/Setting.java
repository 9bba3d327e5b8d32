package org.answerable.doors.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, once: its key in the file, and by rule its option and its variable.
 * {@code docs/configuration.md} explains each; a test compares.
 */
enum Setting {
  DATA("answerable-data", "the directory that holds everything this desk keeps on this machine"),
  CONFIG(null, "the configuration file; without it answerable.properties in the data directory"),
  PORT("8080", "the port of the pages; 0 picks a free one"),
  BIND("127.0.0.1", "the address of this machine on which the pages are served"),
  BASE_URL(null, "how people reach the desk; every link in a mail begins with it"),
  PROXY(null, "addresses of the proxies whose forwarded headers are believed, with commas"),
  TLS_CERTIFICATE(null, "a PEM file with the certificate, where the desk itself serves https"),
  TLS_KEY(null, "the PEM file with the certificate's private key"),
  SMTP_PORT("2525", "the port that takes mail in; 0 picks a free one"),
  SMTP_BIND("127.0.0.1", "the address of this machine on which mail is taken in"),
  DATABASE_URL(null, "a PostgreSQL 15 or newer; without it the desk brings its own"),
  DATABASE_USER(null, "the role that owns the database and runs migrations"),
  DATABASE_PASSWORD(null, "its password"),
  DATABASE_APP_PASSWORD(null, "the password of answerable_app, on every node but the first"),
  DATABASE_SEQUENCER_PASSWORD(
      null, "the password of answerable_sequencer, on every node but the first"),
  DATABASE_REBUILD_PASSWORD(
      null, "the password of answerable_rebuild, on every node but the first"),
  SMARTHOST_HOST(null, "the mail server that takes the desk's mail"),
  SMARTHOST_PORT(null, "its port; without it 587, with tls 465, with none 25"),
  SMARTHOST_USER(null, "the user to sign in as there"),
  SMARTHOST_PASSWORD(null, "and the password"),
  SMARTHOST_TLS("starttls", "starttls, tls or none"),
  AUTHSERV_ID(null, "names of the servers whose Authentication-Results are believed, with commas"),
  CHECKPOINTS(null, "a file outside the data directory for the ledger's signed checkpoints"),
  MODEL_URL(null, "where a language model that adds hints begins; without it none does"),
  MODEL_NAME(null, "which of its models is asked"),
  MODEL_KEY(null, "the key it is asked with, where it wants one"),
  ORIGIN(null, "the name under which the ledger's checkpoints are signed; never change it");

  private final @Nullable String preset;
  private final String meaning;

  Setting(@Nullable String preset, String meaning) {
    this.preset = preset;
    this.meaning = meaning;
  }

  /** What holds when nobody says anything; null where that depends on something else. */
  @Nullable String preset() {
    return preset;
  }

  String meaning() {
    return meaning;
  }

  /** As it stands in the file: {@code smtp-port}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String option() {
    return "--" + key();
  }

  String variable() {
    return "ANSWERABLE_" + name();
  }

  boolean isSecret() {
    return name().endsWith("_PASSWORD") || this == MODEL_KEY;
  }
}
