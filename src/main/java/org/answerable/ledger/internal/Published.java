package org.answerable.ledger.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.answerable.ledger.reading.LedgerFiles;

/**
 * Every file to which signed notes are published. Whoever puts back one of them together with the
 * database is contradicted by the other.
 */
final class Published {

  private final NoteFile first;
  private final List<NoteFile> all;

  Published(LedgerFiles files) {
    this.first = new NoteFile(files.notes());
    this.all =
        Stream.concat(Stream.of(files.notes()), Stream.ofNullable(files.copy()))
            .map(NoteFile::new)
            .toList();
  }

  /** The file that is always written. */
  NoteFile first() {
    return first;
  }

  /**
   * What was published last in each of them; none where nothing was.
   *
   * @throws IOException when the end of a file is no note
   */
  List<Note> newest() throws IOException {
    var notes = new ArrayList<Note>();
    for (var file : all) {
      var note = file.newest();
      if (note != null) {
        notes.add(note);
      }
    }
    return notes;
  }

  /** Appends the note to each file that does not end in it; it is on the disk when this returns. */
  void append(Note note) throws IOException {
    for (var file : all) {
      var last = file.newest();
      if (!note.equals(last)) {
        file.append(note);
      }
    }
  }

  /** Gives every note of every file, with the file that what cannot be read stands in. */
  void read(Consumer<Note> notes, Consumer<String> unreadable) throws IOException {
    for (var file : all) {
      file.read(
          notes, text -> unreadable.accept(file.path() + " holds what is no signed note: " + text));
    }
  }
}
