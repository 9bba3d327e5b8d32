package org.answerable.doors.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditWordsCommandTest {

  private static final String HISTORY =
      """
      conversation,author,inbound,text
      1,Mia Muster,True,"Where is my parcel, please?"
      1,desk,False,"We'll look into it."
      1,Mia Muster,True,"Any update?
      I am still waiting."
      2,Karl Kunde,True,"The lamp is broken."
      2,desk,False,"I'm sorry, that was our mistake. I'll send a new one by Friday."
      2,Karl Kunde,True,"It arrived and works now, thank you!"
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Path file, String... more) {
    var arguments = new String[more.length + 1];
    arguments[0] = file.toString();
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new CommandLine(new AuditWordsCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void aHistoryIsCountedPerSideAndConversationWithoutAnyPerson() throws IOException {
    assertThat(run(Files.writeString(folder.resolve("history.csv"), HISTORY))).isZero();
    assertThat(out.toString())
        .contains("Ours: 2 messages, 3 sentences")
        .contains("Customers: 4 messages")
        .containsPattern("PROMISE_VAGUE +1 ")
        .containsPattern("PROMISE_DATED +1 ")
        .containsPattern("TAKES_RESPONSIBILITY +1 ")
        .contains("Conversations: 2")
        .containsPattern("a promise without a time +1 ")
        .doesNotContain("Mia", "Karl", "parcel");
  }

  @Test
  void compressedFilesAndOtherColumnNamesAreUnderstood() throws IOException {
    var file = folder.resolve("history.csv.gz");
    try (var writer =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      writer.write("who,body\nagent,Stay tuned!\ncustomer,Thanks!\n");
    }
    assertThat(run(file, "--text", "body", "--side", "who")).isZero();
    assertThat(out.toString())
        .contains("Ours: 1 messages")
        .containsPattern("THANKS +1 ")
        .doesNotContain("Conversations");
  }

  @Test
  void whatCannotBeReadIsSaidAndEndsWithTwo() throws IOException {
    assertThat(run(folder.resolve("absent.csv"))).isEqualTo(2);
    assertThat(run(Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("no column \"text\"");
    assertThat(run(Files.writeString(folder.resolve("b.csv"), "inbound,text\nmaybe,Hello\n")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("maybe");
    assertThat(run(Files.writeString(folder.resolve("c.csv.gz"), "no gzip"))).isEqualTo(2);
  }
}
