package org.answerable.doors.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The program. What each command may be told is taken from {@link Setting}, so that options,
 * variables and the file cannot drift apart. Nothing here loads the house: {@code --help} and
 * {@code receive} are done before it would have begun.
 */
public final class Main {

  private static final List<Setting> WHERE = List.of(Setting.DATA, Setting.CONFIG);
  private static final List<Setting> DOORS =
      List.of(
          Setting.DATA,
          Setting.CONFIG,
          Setting.PORT,
          Setting.BIND,
          Setting.BASE_URL,
          Setting.PROXY,
          Setting.TLS_CERTIFICATE,
          Setting.TLS_KEY,
          Setting.SMTP_PORT,
          Setting.SMTP_BIND,
          Setting.DATABASE_URL,
          Setting.DATABASE_USER,
          Setting.SMARTHOST_HOST,
          Setting.SMARTHOST_PORT,
          Setting.SMARTHOST_USER,
          Setting.SMARTHOST_TLS,
          Setting.AUTHSERV_ID,
          Setting.CHECKPOINTS,
          Setting.ORIGIN);
  private static final List<Setting> DEMO =
      List.of(Setting.DATA, Setting.CONFIG, Setting.PORT, Setting.SMTP_PORT);
  private static final List<Setting> LOOKING =
      List.of(
          Setting.DATA,
          Setting.CONFIG,
          Setting.DATABASE_URL,
          Setting.DATABASE_USER,
          Setting.CHECKPOINTS);

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;

  Main(Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    var main =
        new Main(
            System.getenv(),
            System.in,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(main.run(arguments));
  }

  int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  CommandLine commandLine() {
    var spec = CommandSpec.create().name("answerable").version("answerable " + version());
    spec.mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("A customer service desk in which someone always answers for the customer.");
    examples(
        spec,
        "answerable demo                        look at it, with an invented company",
        "answerable serve                       the real thing, on this machine",
        "answerable receive < message.eml       hand in one mail",
        "answerable verify                      check everything that is written",
        "answerable serve --help                all that can be said to a command");
    exitCodes(spec);
    var line = new CommandLine(spec);
    line.addSubcommand("serve", serve());
    line.addSubcommand("demo", demo());
    line.addSubcommand("receive", receive());
    line.addSubcommand("verify", verify());
    line.addSubcommand("rebuild", rebuild());
    line.addSubcommand("language", new LanguageCommand());
    line.addSubcommand("audit-words", new AuditWordsCommand());
    line.addSubcommand("warm-up", warmUp());
    line.setExecutionExceptionHandler(this::explain);
    line.setUsageHelpAutoWidth(true);
    line.setOut(out);
    line.setErr(err);
    return line;
  }

  private CommandLine serve() {
    return command(
        "Runs the desk until Ctrl-C or SIGTERM. The first start prints a code that opens the set-up"
            + " page once.",
        DOORS,
        options -> {
          var configuration = ConfigurationReader.read(options, environment);
          new Serving(Kind.DESK, true, out).serve(configuration, () -> {});
          return ExitCode.OK;
        },
        "answerable serve",
        "answerable serve --data /var/lib/answerable --port 8090",
        "ANSWERABLE_DATABASE_URL=jdbc:postgresql://db/desk answerable serve");
  }

  private CommandLine demo() {
    return command(
        "Runs a desk with the demo company Northwind Home, whose past four weeks are invented. Nothing"
            + " leaves this machine; without --data everything is gone at the end.",
        DEMO,
        options -> {
          var told = new EnumMap<Setting, String>(Setting.class);
          told.putAll(options);
          var throwAway = Demos.directory(told, environment);
          var configuration = ConfigurationReader.read(told, Demos.only(environment));
          new Serving(Kind.DEMO, throwAway == null, out)
              .serve(configuration, () -> Demos.remove(throwAway));
          return ExitCode.OK;
        },
        "answerable demo",
        "answerable demo --port 0 --smtp-port 0",
        "answerable demo --data my-demo          keep it for the next time");
  }

  private CommandLine verify() {
    return command(
        "Checks everything that is written: entries, chains, order, seals, files, signatures, and that"
            + " every register and view is what they add up to. Changes nothing. Works while the desk"
            + " runs and while it is stopped. Ends with 1 when it found something.",
        LOOKING,
        options -> Looking.verify(ConfigurationReader.read(options, environment), out),
        "answerable verify",
        "answerable verify --data /var/lib/answerable");
  }

  private CommandLine rebuild() {
    return command(
        "Makes every register and view anew from the ledger and puts the new rows where they differ."
            + " Works while the desk runs and while it is stopped. Ends with 1 when something"
            + " differed.",
        LOOKING,
        options -> Looking.rebuild(ConfigurationReader.read(options, environment), out),
        "answerable rebuild",
        "answerable rebuild --data /var/lib/answerable");
  }

  /**
   * Starts a house in a throw-away directory and ends it at once: what the start script's cache of
   * classes is made from. Nothing for people, so help does not speak of it.
   */
  private CommandLine warmUp() {
    var line =
        command(
            "Starts a demo, looks at its first page and stops it.",
            List.of(),
            _ -> {
              Map<Setting, String> told = new EnumMap<>(Setting.class);
              told.put(Setting.PORT, "0");
              told.put(Setting.SMTP_PORT, "0");
              var throwAway = Demos.directory(told, Map.of());
              new Serving(Kind.DEMO, false, out)
                  .tryOut(ConfigurationReader.read(told, Map.of()), () -> Demos.remove(throwAway));
              return ExitCode.OK;
            });
    line.getCommandSpec().usageMessage().hidden(true);
    return line;
  }

  private CommandLine receive() {
    return command(
        "Takes one mail from standard input and keeps it for the desk, whether that runs or not. Ends"
            + " with 75, so that a mail server keeps the mail and tries again, when it cannot be kept.",
        WHERE,
        this::receive,
        "answerable receive --data /var/lib/answerable < message.eml",
        "|/opt/answerable/answerable receive     in a mail server's aliases");
  }

  /**
   * Reads no other setting than where: a fault in the desk's configuration is no reason to refuse a
   * mail.
   */
  private ExitCode receive(Map<Setting, String> options) {
    var data = DataDirectory.at(Path.of(ConfigurationReader.data(options, environment)));
    try {
      if (!Files.isDirectory(data.root())) {
        throw new CommandFault(
            ExitCode.TRY_AGAIN,
            "There is no desk in "
                + data.root()
                + ", so the mail was not taken. Start one there with \"answerable serve\", or name the"
                + " right directory with --data.");
      }
      new Pipe(data.root()).leave(in);
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFault(
          ExitCode.TRY_AGAIN,
          "The mail was not taken, because it cannot be kept in "
              + data.incoming()
              + ": "
              + DataDirectory.reason(e)
              + ". Make room there and let this user write it; then hand it in again.",
          e);
    }
  }

  /** What a command does with what it was told. */
  private interface Action {
    ExitCode run(Map<Setting, String> options);
  }

  /** Picocli calls it; the options of this very command are found by way of its specification. */
  private static final class Run implements Callable<Integer> {

    private final Action action;
    private final List<Setting> settings;
    private @Nullable CommandSpec spec;

    Run(Action action, List<Setting> settings) {
      this.action = action;
      this.settings = settings;
    }

    @Override
    public Integer call() {
      Map<Setting, String> options = new EnumMap<>(Setting.class);
      var told = spec;
      if (told != null) {
        for (var setting : settings) {
          String value = told.findOption(setting.option()).getValue();
          if (value != null) {
            options.put(setting, value);
          }
        }
      }
      return action.run(options).number();
    }
  }

  private static CommandLine command(
      String about, List<Setting> settings, Action action, String... examples) {
    var run = new Run(action, settings);
    var spec = CommandSpec.wrapWithoutInspection(run);
    run.spec = spec;
    spec.mixinStandardHelpOptions(true);
    spec.usageMessage().description(about);
    for (var setting : settings) {
      var preset = setting.preset() == null ? "" : " Preset: " + setting.preset() + ".";
      spec.addOption(
          OptionSpec.builder(setting.option())
              .type(String.class)
              .paramLabel(label(setting))
              .description(
                  Character.toUpperCase(setting.meaning().charAt(0))
                      + setting.meaning().substring(1)
                      + "."
                      + preset)
              .build());
    }
    examples(spec, examples);
    return new CommandLine(spec);
  }

  private static String label(Setting setting) {
    return switch (setting) {
      case DATA -> "DIR";
      case CONFIG, TLS_CERTIFICATE, TLS_KEY, CHECKPOINTS -> "FILE";
      case PORT, SMTP_PORT, SMARTHOST_PORT -> "N";
      case BASE_URL, DATABASE_URL, MODEL_URL -> "URL";
      case BIND, PROXY, SMTP_BIND -> "ADDRESS";
      case DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_APP_PASSWORD,
          DATABASE_SEQUENCER_PASSWORD,
          DATABASE_REBUILD_PASSWORD,
          SMARTHOST_HOST,
          SMARTHOST_USER,
          SMARTHOST_PASSWORD,
          SMARTHOST_TLS,
          AUTHSERV_ID,
          MODEL_NAME,
          MODEL_KEY,
          ORIGIN ->
          "TEXT";
    };
  }

  private static void examples(CommandSpec spec, String... examples) {
    spec.usageMessage()
        .footer(
            "%nExamples:%n  "
                + String.join("%n  ", examples)
                + "%n%nEach option has a variable (--smtp-port: ANSWERABLE_SMTP_PORT) and a line in"
                + " DIR/answerable.properties%n(smtp-port = 2525); see docs/configuration.md.");
  }

  private static void exitCodes(CommandSpec spec) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (var code : ExitCode.values()) {
      codes.put(Integer.toString(code.number()), code.meaning());
    }
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
  }

  private int explain(Exception e, CommandLine line, @Nullable ParseResult parsed) {
    if (e instanceof CommandFault fault) {
      err.println("answerable: " + fault.getMessage());
      return fault.exit().number();
    }
    err.println(
        "answerable: This is a fault of the program, not yours. Please report it with what follows.");
    e.printStackTrace(err);
    return ExitCode.BROKEN.number();
  }

  /** As its jar says; a build that was never packed has none. */
  static String version() {
    var told = Main.class.getPackage().getImplementationVersion();
    return told == null ? "unpacked" : told;
  }
}
