package org.answerable.doors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.answerable.doors.command.Pipe;
import org.answerable.doors.mail.Incoming.Received;
import org.answerable.doors.mail.Incoming.Taken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir Path data;

  private Pipe pipe;

  @BeforeEach
  void open() {
    pipe = new Pipe(data);
  }

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<String> contents = new CopyOnWriteArrayList<>();
  private Function<String, Taken> answer = _ -> new Taken.Stored("x");

  @Test
  void whatWasLeftWhileTheDeskWasOffIsTakenAtItsStart() throws IOException {
    var one = name(pipe.leave(mail("one")));
    var two = name(pipe.leave(mail("one")));
    assertThat(one).isNotEqualTo(two);
    assertThat(spool().takeAll()).isEqualTo(2);
    assertThat(keys).containsExactlyInAnyOrder(one, two);
    assertThat(contents).containsExactly("one", "one");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aMailIsDeletedOnlyWhenItIsStored() throws IOException {
    pipe.leave(mail("one"));
    for (Taken taken :
        List.of(new Taken.Later("no database"), new Taken.TooLarge(3), new Taken.Refused("no"))) {
      answer = _ -> taken;
      assertThat(spool().takeAll()).isZero();
      assertThat(waiting()).hasSize(1);
    }
    answer =
        _ -> {
          throw new IllegalStateException("a fault");
        };
    var spool = spool();
    assertThat(spool.takeAll()).isZero();
    assertThat(spool.stuck())
        .extracting(Spool.Stuck::why, Spool.Stuck::tries)
        .containsExactly(tuple("a fault", 1));
    answer = _ -> new Taken.Known("x");
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(spool.takeAll()).isEqualTo(1);
    assertThat(spool.stuck()).isEmpty();
  }

  @Test
  @Tag("F-10")
  void aMailThatCannotBeTakenHoldsUpNoOther() throws IOException {
    pipe.leave(mail("poison"));
    pipe.leave(mail("good"));
    answer =
        content -> {
          if (content.equals("poison")) throw new IllegalStateException("it breaks everything");
          return new Taken.Stored("x");
        };
    var spool = spool();
    assertThat(spool.takeAll()).isEqualTo(1);
    assertThat(waiting()).hasSize(1);
    pipe.leave(mail("next"));
    assertThat(spool.takeAll()).isEqualTo(1);
    assertThat(contents).contains("good", "next");
  }

  @Test
  void triesBecomeRarer() throws IOException {
    pipe.leave(mail("one"));
    answer = _ -> new Taken.Later("no database");
    var spool = spool();
    for (int second = 0; second < 3_600; second++) {
      spool.takeAll();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(keys.size()).isBetween(12, 30);
    assertThat(spool.stuck().getFirst().tries()).isEqualTo(keys.size());
  }

  @Test
  void whatIsHalfWrittenIsNotTaken() throws IOException {
    assertThatThrownBy(() -> pipe.leave(broken()))
        .isInstanceOf(IOException.class)
        .hasMessage("the pipe broke");
    assertThat(waiting()).isEmpty();
    var folder = data.resolve("spool/incoming");
    Files.writeString(folder.resolve("pipe-1.part"), "half");
    assertThat(spool().takeAll()).isZero();
    assertThat(folder.resolve("pipe-1.part")).exists();
  }

  @Test
  void whatWasLeftHalfForADayIsClearedAway() throws Exception {
    var folder = Files.createDirectories(Pipe.folder(data));
    var old = Files.writeString(folder.resolve("1.part"), "half");
    var young = Files.writeString(folder.resolve("2.part"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    var spool = new Spool(data, this::take, Duration.ofSeconds(1));
    spool.start();
    spool.close();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void whatAKilledReaderLeftIsClearedAway() throws Exception {
    var folders = new MailFolders(data);
    Files.createDirectories(folders.scratch().resolve("mail-1"));
    Files.writeString(folders.scratch().resolve("mail-1").resolve("part"), "x");
    Files.writeString(folders.scratch().resolve("raw-1.eml"), "x");
    folders.clearScratch();
    assertThat(folders.scratch()).isEmptyDirectory();
  }

  @Test
  void itLooksByItself() throws Exception {
    var spool = new Spool(data, this::take, Duration.ofMillis(50));
    spool.start();
    try {
      pipe.leave(mail("one"));
      for (int i = 0; i < 100 && keys.isEmpty(); i++) Thread.sleep(50);
      assertThat(keys).hasSize(1);
    } finally {
      spool.close();
    }
    pipe.leave(mail("two"));
    Thread.sleep(200);
    assertThat(keys).hasSize(1);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(Pipe.WHOLE, "");
  }

  private Spool spool() throws IOException {
    return new Spool(data, this::take, Duration.ofSeconds(1), nanos::get);
  }

  private Taken take(Received mail) {
    keys.add(mail.key());
    try {
      var content = Files.readString(mail.raw());
      contents.add(content);
      return answer.apply(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> waiting() throws IOException {
    try (var files = Files.list(data.resolve("spool/incoming"))) {
      return new ArrayList<>(files.toList());
    }
  }

  private static InputStream mail(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the pipe broke");
      }
    };
  }
}
