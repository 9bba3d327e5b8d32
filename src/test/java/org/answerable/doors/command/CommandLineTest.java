package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said to the program without a desk. */
class CommandLineTest {

  @TempDir Path folder;

  private final Map<String, String> environment = new TreeMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpShowsEachCommandWithExamplesAndWhatTheEndMeans() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("serve ", "demo ", "receive ", "rebuild ", "verify ")
        .contains("Examples:", "answerable receive < message.eml")
        .contains("75", "not now, try again")
        .doesNotContain("warm-up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo", "receive", "rebuild", "verify"})
  void eachCommandTakesADataDirectoryAndHasExamples(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("--data=DIR", "Examples:", "answerable " + command);
  }

  @Test
  void theVersionIsTold() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("answerable ");
  }

  @Test
  void whatCannotBeUnderstoodEndsWithTwoAndSaysWhatWasMeant() {
    assertThat(run("serve", "--prot", "80")).isEqualTo(2);
    assertThat(err.toString()).contains("--prot");
    assertThat(run("srve")).isEqualTo(2);
    assertThat(err.toString()).contains("serve");
  }

  @Test
  void aWrongConfigurationEndsWithSeventyEight() {
    environment.put("ANSWERABLE_PORT", "many");
    assertThat(run("serve", "--data", folder.toString())).isEqualTo(78);
    assertThat(err.toString())
        .startsWith("answerable: One setting is wrong:\n- port (ANSWERABLE_PORT) is \"many\"");
  }

  @Test
  void aMailIsKeptByteForByte() throws IOException {
    var mail = "From: anna@example.com\r\n\r\nWhere is my parcel?\r\n\0\u00ff";
    assertThat(receive(mail.getBytes(StandardCharsets.ISO_8859_1))).isZero();
    assertThat(kept())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.getFileName().toString()).matches("[0-9]+-[0-9a-f]{32}\\.eml");
          assertThat(Files.readAllBytes(file))
              .isEqualTo(mail.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  @Test
  void twoEqualMailsAreTwo() throws IOException {
    assertThat(receive("the same".getBytes(StandardCharsets.UTF_8))).isZero();
    assertThat(receive("the same".getBytes(StandardCharsets.UTF_8))).isZero();
    assertThat(kept()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aFaultInTheRestOfTheConfigurationIsNoReasonToRefuseAMail() throws IOException {
    environment.put("ANSWERABLE_PORT", "many");
    assertThat(receive("mail".getBytes(StandardCharsets.UTF_8))).isZero();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aMailForADeskThatIsNotThereStaysWithTheCaller() {
    var nowhere = folder.resolve("nowhere");
    assertThat(run(new ByteArrayInputStream(new byte[10]), "receive", "--data", nowhere.toString()))
        .isEqualTo(75);
    assertThat(err.toString()).contains("There is no desk in " + nowhere);
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aMailThatCannotBeKeptStaysWithTheCaller() throws IOException {
    Files.writeString(folder.resolve("spool"), "a file where a directory should be");
    assertThat(receive("mail".getBytes(StandardCharsets.UTF_8))).isEqualTo(75);
    assertThat(err.toString()).contains("The mail was not taken", "hand it in again");
  }

  @Test
  void aMailThatBreaksOffIsNotKept() throws IOException {
    var broken =
        new InputStream() {
          private int left = 100_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("the other end went away");
            }
            return 'x';
          }
        };
    assertThat(run(broken, "receive", "--data", folder.toString())).isEqualTo(75);
    assertThat(err.toString()).contains("the other end went away");
    assertThat(kept()).isEmpty();
  }

  @Test
  void nothingAtAllIsNoMail() throws IOException {
    assertThat(receive(new byte[0])).isEqualTo(75);
    assertThat(err.toString()).contains("Nothing was handed in");
    assertThat(kept()).isEmpty();
  }

  private int receive(byte[] mail) {
    return run(new ByteArrayInputStream(mail), "receive", "--data", folder.toString());
  }

  private int run(String... arguments) {
    return run(InputStream.nullInputStream(), arguments);
  }

  private int run(InputStream in, String... arguments) {
    return new Main(environment, in, new PrintWriter(out, true), new PrintWriter(err, true))
        .run(arguments);
  }

  /** Everything in the spool, also what is not meant to be there. */
  private List<Path> kept() throws IOException {
    var incoming = folder.resolve("spool/incoming");
    if (!Files.isDirectory(incoming)) {
      return List.of();
    }
    try (var files = Files.list(incoming)) {
      return files.toList();
    }
  }
}
