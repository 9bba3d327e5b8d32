package org.answerable.doors.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.answerable.language.Language;
import org.answerable.language.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code answerable language FILE.tsv}: what the sentences of a file say, so that anyone can
 * measure the rules on data of their own.
 *
 * <p>Lines are split at TABs, without quoting: id, role (agent or customer), text; or, under a
 * header line, the columns of these names among others. For each line, in the order read: id, TAB,
 * the labels joined by commas, or {@code NONE}. Ends with 0, or with 2 when the file cannot be read
 * or understood; needs neither configuration nor database.
 */
@Command(
    name = "language",
    description = "Say what the sentences of a file do: apology, promise, blame, chase and so on.",
    mixinStandardHelpOptions = true)
public final class LanguageCommand implements Callable<Integer> {

  private static final List<String> COLUMNS = List.of("id", "role", "text");

  private record Places(int id, int role, int text) {
    static final Places WITHOUT_HEADER = new Places(0, 1, 2);

    int most() {
      return Math.max(id, Math.max(role, text));
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE.tsv",
      description = "Lines of id, role and text parted by TABs; or a header line with these names.")
  private @Nullable Path file;

  @Option(
      names = "--all",
      description =
          "Also what the guideline has no label for: DANGER, THANKS, EXPLANATION, PREVENTION.")
  private boolean all;

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      description = "Language of the sentences: en (default) or de.")
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
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      return read(lines, Language.of(Locale.of(code)), here.getOut(), here.getErr(), path);
    } catch (IOException e) {
      return refuse(here.getErr(), "Cannot read " + path + ": " + e.getMessage());
    }
  }

  private int read(
      BufferedReader lines, Language language, PrintWriter out, PrintWriter err, Path path)
      throws IOException {
    Places places = Places.WITHOUT_HEADER;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      if (line.isBlank()) {
        continue;
      }
      var cells = line.split("\t", -1);
      if (number == 1) {
        var header = header(cells);
        if (header != null) {
          places = header;
          continue;
        }
      }
      if (cells.length <= places.most()) {
        out.flush();
        return refuse(
            err,
            path
                + ", line "
                + number
                + ": "
                + cells.length
                + " columns, but id, role and text are needed, parted by TABs.");
      }
      var role = role(cells[places.role]);
      if (role == null) {
        out.flush();
        return refuse(
            err,
            path
                + ", line "
                + number
                + ": the role is \""
                + cells[places.role]
                + "\", not agent or customer.");
      }
      out.println(cells[places.id] + "\t" + labels(language, role, cells[places.text]));
    }
    out.flush();
    return ExitCode.OK.number();
  }

  private static @Nullable Places header(String[] cells) {
    var names = new ArrayList<String>();
    for (var cell : cells) {
      names.add(cell.strip().toLowerCase(Locale.ROOT));
    }
    if (!names.containsAll(COLUMNS)) {
      return null;
    }
    return new Places(names.indexOf("id"), names.indexOf("role"), names.indexOf("text"));
  }

  private static @Nullable Role role(String cell) {
    return switch (cell.strip().toLowerCase(Locale.ROOT)) {
      case "agent" -> Role.AGENT;
      case "customer" -> Role.CUSTOMER;
      default -> null;
    };
  }

  private String labels(Language language, Role role, String text) {
    var names = new ArrayList<String>();
    for (var meaning : language.read(role, text).meanings()) {
      if (all || meaning.isLabelled()) {
        names.add(meaning.name());
      }
    }
    return names.isEmpty() ? "NONE" : String.join(",", names);
  }

  private static int refuse(PrintWriter err, String sentence) {
    err.println(sentence);
    err.flush();
    return ExitCode.USAGE.number();
  }
}
