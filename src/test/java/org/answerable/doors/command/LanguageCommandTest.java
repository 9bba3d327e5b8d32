package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LanguageCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String content, String... more) throws IOException {
    var file = Files.writeString(folder.resolve("sentences.tsv"), content);
    var arguments = new String[more.length + 1];
    arguments[0] = file.toString();
    System.arraycopy(more, 0, arguments, 1, more.length);
    return line().execute(arguments);
  }

  private CommandLine line() {
    return new CommandLine(new LanguageCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  @Test
  void eachLineGetsItsLabelsInTheOrderRead() throws IOException {
    assertThat(
            run(
                """
                b2\tagent\tSorry, but we can't change "that.
                a1\tcustomer\tAny update?
                c3\tagent\tGood morning.
                """))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly("b2\tNON_APOLOGY,INABILITY", "a1\tCHASE", "c3\tNONE");
  }

  @Test
  void aHeaderNamesTheColumnsWhereverTheyStand() throws IOException {
    assertThat(run("text\tpart\trole\tid\nIt works now, thank you.\tx\tcustomer\t7\n")).isZero();
    assertThat(out.toString().lines()).containsExactly("7\tSOLVED");
  }

  @Test
  void aFileOfAnotherSystemIsReadToo() throws IOException {
    assertThat(run("\uFEFFid\trole\ttext\r\n1\tAgent\tStay tuned!\r\n\r\n")).isZero();
    assertThat(out.toString().lines()).containsExactly("1\tWAIT_AND_HOPE");
  }

  @Test
  void dangerAndThanksAreShownOnlyWhenAskedFor() throws IOException {
    var lines = "1\tcustomer\tThanks!\n2\tcustomer\tThe charger caught fire.\n";
    assertThat(run(lines)).isZero();
    assertThat(out.toString().lines()).containsExactly("1\tNONE", "2\tNONE");
    out.getBuffer().setLength(0);
    assertThat(run(lines, "--all")).isZero();
    assertThat(out.toString().lines()).containsExactly("1\tTHANKS", "2\tDANGER");
  }

  @Test
  void germanIsReadWhenAskedFor() throws IOException {
    assertThat(run("1\tagent\tWir kümmern uns darum.\n", "--lang", "de")).isZero();
    assertThat(out.toString()).startsWith("1\tPROMISE_VAGUE");
    assertThat(run("1\tagent\tx\n", "--lang", "xx")).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsSaidWithItsLineAndEndsWithTwo() throws IOException {
    assertThat(run("1\tagent\tHello.\n2\trobot\tHello.\n")).isEqualTo(2);
    assertThat(err.toString()).contains("line 2").contains("robot");
    assertThat(run("1\tagent\n")).isEqualTo(2);
    assertThat(err.toString()).contains("line 1");
    assertThat(line().execute(folder.resolve("absent.tsv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("absent.tsv");
    assertThat(line().execute()).isEqualTo(2);
    assertThat(line().execute(folder.toString())).isEqualTo(2);
  }
}
