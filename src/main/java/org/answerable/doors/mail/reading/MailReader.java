package org.answerable.doors.mail.reading;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a raw mail. Whatever its content, there is a record of what could be read; only the disk
 * can fail. Memory is bounded by the text that is kept, files are streamed.
 */
public final class MailReader {

  private final Path scratch;
  private final Limits limits;

  /**
   * @param scratch folder for the files of attachments while a mail is open
   */
  public MailReader(Path scratch, Limits limits) {
    this.scratch = scratch;
    this.limits = limits;
  }

  /**
   * @param raw the mail as received
   * @param envelopeFrom from the SMTP envelope, empty for the null sender; null when it is not
   *     known, as with a pipe: then {@code Return-Path} counts
   * @throws IOException when the disk fails, never because of the mail
   */
  public ReadMail read(Path raw, @Nullable String envelopeFrom) throws IOException {
    var folder = Files.createTempDirectory(scratch, "mail-");
    boolean done = false;
    try {
      var mail = read(raw, envelopeFrom, folder);
      done = true;
      return mail;
    } finally {
      if (!done) {
        empty(folder);
        Files.deleteIfExists(folder);
      }
    }
  }

  private ReadMail read(Path raw, @Nullable String envelopeFrom, Path folder) throws IOException {
    long end = System.nanoTime() + limits.time().toNanos();
    var parts = walk(raw, null, end, folder);
    var boundary = parts.boundary();
    if (boundary != null) {
      // The mail is divided, but a fold went lost on its way and the header with it.
      empty(folder);
      parts = walk(raw, boundary, end, folder);
      parts.flaws().add(Flaw.BROKEN_HEADER);
    }
    return Assembly.of(parts, envelopeFrom, folder);
  }

  private Parts walk(Path raw, @Nullable String boundary, long end, Path folder)
      throws IOException {
    try (var file = new BufferedInputStream(Files.newInputStream(raw), 64 * 1024)) {
      skipMailboxLine(file);
      var source = new Source(file, limits.rawBytes(), () -> System.nanoTime() - end > 0);
      var parts = new Parts(source, limits, folder, EnumSet.noneOf(Flaw.class));
      try {
        walk(source, parts, boundary);
      } catch (Source.Stopped e) {
        parts.flaws().add(e.why());
      } catch (MimeException | IOException e) {
        if (source.fault() != null) throw source.fault();
        if (parts.fault() != null) throw parts.fault();
        parts.flaws().add(Flaw.BROKEN_STRUCTURE);
      } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
        // The parser's own assumptions, broken by the mail: what was read until here still counts.
        parts.flaws().add(Flaw.BROKEN_STRUCTURE);
      }
      if (source.cut()) parts.flaws().add(Flaw.TOO_LARGE);
      return parts;
    }
  }

  private static void empty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) Files.deleteIfExists(file);
    }
  }

  private void walk(Source source, Parts parts, @Nullable String boundary)
      throws IOException, MimeException {
    var config =
        new MimeConfig.Builder()
            .setMaxLineLen(Fields.LINE_MAX)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .build();
    var fields = new Fields(limits.headerLines(), parts.flaws(), boundary);
    var tokens = new MimeTokenStream(config, DecodeMonitor.SILENT, fields, null);
    // Mails inside mails are files of their own: read on demand, never unpacked on receipt.
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    tokens.parse(source);
    parts.over(tokens, fields);
    for (var state = tokens.getState();
        state != EntityState.T_END_OF_STREAM;
        state = tokens.next()) {
      parts.take(state);
    }
  }

  // A mail out of an mbox begins with a line that is no header: "From anna@customer.example …".
  private static void skipMailboxLine(InputStream in) throws IOException {
    in.mark(2048);
    var start = in.readNBytes(6);
    var text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("From ") || text.startsWith(">From ")) {
      for (int i = 0; i < 1500; i++) {
        int c = in.read();
        if (c == '\n' || c < 0) return;
      }
    }
    in.reset();
  }
}
