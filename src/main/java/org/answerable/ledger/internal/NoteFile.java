package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file outside the database to which every signed note is appended, each followed by an empty
 * line. What stands there contradicts a database that was put back or rewritten, so it belongs
 * where the database's administrator cannot reach it.
 */
final class NoteFile {

  private final Path file;

  NoteFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Appends a note; it is on the disk when this returns. */
  void append(Note note) throws IOException {
    try (var channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      var tail = Tail.of(channel);
      int end = tail.complete(tail.bytes.length());
      if (end == 0 && tail.from > 0) {
        throw new IOException(file + " ends in what is no signed note.");
      }
      // A power cut may have left half a note. It was never published: the next one takes its
      // place.
      channel.truncate(tail.from + end);
      channel.position(tail.from + end);
      var bytes = ByteBuffer.wrap((note + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * The note that was published last; null when none was.
   *
   * @throws IOException when the end of the file is no note
   */
  @Nullable Note newest() throws IOException {
    if (!exists()) {
      return null;
    }
    try (var channel = FileChannel.open(file, READ)) {
      var tail = Tail.of(channel);
      int end = tail.complete(tail.bytes.length());
      if (end == 0 && tail.from == 0) {
        return null;
      }
      int begin = tail.complete(end - 2);
      var note = tail.bytes.substring(begin, Math.max(begin, end - 1)).getBytes(ISO_8859_1);
      try {
        return Note.parse(new String(note, UTF_8));
      } catch (IllegalArgumentException e) {
        throw new IOException("The last note in " + file + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The end of the file, a character for each byte.
   *
   * @param from where in the file it begins
   */
  private record Tail(long from, String bytes) {

    private static final int LENGTH = 64 * 1024;
    private static final String DASH = new String("\u2014 ".getBytes(UTF_8), ISO_8859_1);

    static Tail of(FileChannel channel) throws IOException {
      long from = Math.max(0, channel.size() - LENGTH);
      var bytes = ByteBuffer.allocate((int) (channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // a file may be read in pieces
      }
      return new Tail(from, new String(bytes.array(), ISO_8859_1));
    }

    /**
     * Where the last complete note before {@code limit} ends: behind the empty line after a
     * signature.
     */
    int complete(int limit) {
      for (int gap = bytes.lastIndexOf("\n\n", limit - 2);
          gap > 0;
          gap = bytes.lastIndexOf("\n\n", gap - 1)) {
        if (bytes.startsWith(DASH, bytes.lastIndexOf('\n', gap - 1) + 1)) {
          return gap + 2;
        }
      }
      return 0;
    }
  }

  /**
   * Gives every note, in the order in which they were published. What cannot be read is given to
   * {@code unreadable}; half a note at the very end was never published and is left out.
   */
  void read(Consumer<Note> notes, Consumer<String> unreadable) throws IOException {
    if (!exists()) {
      return;
    }
    // Not the strict reader: bytes that are no text make one note unreadable, not the whole file.
    try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
      var block = new StringBuilder();
      boolean signed = false;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && signed) {
          give(block.toString(), notes, unreadable);
          block.setLength(0);
          signed = false;
          continue;
        }
        signed = line.startsWith("\u2014 ");
        block.append(line).append('\n');
        if (block.length() > 100_000) {
          unreadable.accept(block.substring(0, 200));
          block.setLength(0);
        }
      }
    }
  }

  private static void give(String block, Consumer<Note> notes, Consumer<String> unreadable) {
    Note note;
    try {
      note = Note.parse(block);
      note.checkpoint();
    } catch (IllegalArgumentException e) {
      unreadable.accept(block.length() <= 200 ? block : block.substring(0, 200));
      return;
    }
    notes.accept(note);
  }
}
