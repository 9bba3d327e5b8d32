package org.answerable.doors.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.answerable.language.Language;
import org.answerable.language.Role;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code answerable audit-words FILE.csv}: what a history of messages contains, in counts.
 *
 * <p>The file is CSV with a header, plain or gzip. It needs a column with the text and one that
 * tells whose it is; with a column that names the conversation, conversations are counted too. Who
 * wrote what is never read: the report knows two sides, customers and those who answered, and no
 * person. Ends with 0, or with 2 when the file cannot be read or understood.
 */
@Command(
    name = "audit-words",
    description = {
      "Count what a history of messages contains: promises with and without a time, apologies, chases and so on.",
      "Prints counts per side; never a person, never a message."
    },
    mixinStandardHelpOptions = true)
public final class AuditWordsCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE.csv",
      description = "CSV with a header, may be gzip (.gz).")
  private @Nullable Path file;

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      description = "Column of the text (default: text).")
  private String text = "text";

  @Option(
      names = "--side",
      paramLabel = "COLUMN",
      description =
          "Column that tells the side (default: inbound): true, customer or in for the customer; false, agent or out for us.")
  private String side = "inbound";

  @Option(
      names = "--conversation",
      paramLabel = "COLUMN",
      description = "Column that names the conversation, (default: conversation, if there is one).")
  private String conversation = "conversation";

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Column by which the messages of a conversation are ordered as text, such as ISO times"
              + " (default: created_at, if there is one; else as they stand).")
  private String time = "created_at";

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      description = "Language of the messages: en (default) or de.")
  private String code = "en";

  @Override
  public Integer call() {
    var here = Objects.requireNonNull(spec).commandLine();
    var path = Objects.requireNonNull(file);
    if (!Language.knows(Locale.of(code))) {
      return refuse(
          here.getErr(),
          "There are no rules for \"" + code + "\", only for " + Language.KNOWN + ".");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      return refuse(here.getErr(), "Cannot read " + path + ": no such file, or no permission.");
    }
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (var in = open(path);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var csv = format.parse(reader)) {
      var names = csv.getHeaderNames();
      for (var needed : List.of(text, side)) {
        if (!names.contains(needed)) {
          return refuse(
              here.getErr(),
              path + " has no column \"" + needed + "\", only " + names + "; say which one it is.");
        }
      }
      var audit = new WordsAudit(Language.of(Locale.of(code)));
      Map<String, Role> sides = sides();
      boolean threaded = names.contains(conversation);
      boolean timed = names.contains(time);
      for (var row : csv) {
        if (!row.isConsistent()) {
          return refuse(
              here.getErr(),
              path + ", record " + row.getRecordNumber() + ": not as many columns as the header.");
        }
        var role = sides.get(row.get(side).strip().toLowerCase(Locale.ROOT));
        if (role == null) {
          return refuse(here.getErr(), unknownSide(path, row));
        }
        audit.add(
            threaded ? row.get(conversation) : null,
            timed ? row.get(time) : "",
            role,
            row.get(text));
      }
      audit.print(here.getOut());
      here.getOut().flush();
      return ExitCode.OK.number();
    } catch (IOException | UncheckedIOException e) {
      return refuse(here.getErr(), "Cannot read " + path + ": " + e.getMessage());
    }
  }

  private String unknownSide(Path path, CSVRecord row) {
    return path
        + ", record "
        + row.getRecordNumber()
        + ": the side is \""
        + row.get(side)
        + "\"; true, customer or in is the customer's, false, agent or out is ours.";
  }

  private static Map<String, Role> sides() {
    var sides = new HashMap<String, Role>();
    for (var word : List.of("true", "customer", "in", "inbound", "1")) {
      sides.put(word, Role.CUSTOMER);
    }
    for (var word : List.of("false", "agent", "out", "outbound", "0")) {
      sides.put(word, Role.AGENT);
    }
    return sides;
  }

  private static InputStream open(Path path) throws IOException {
    var in = Files.newInputStream(path);
    if (!path.getFileName().toString().endsWith(".gz")) {
      return in;
    }
    try {
      return new GZIPInputStream(in, 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static int refuse(PrintWriter err, String sentence) {
    err.println(sentence);
    err.flush();
    return ExitCode.USAGE.number();
  }
}
