package org.answerable.doors.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.answerable.ledger.writing.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * The files of one form, kept beside it until the command is done; close it then. What is more than
 * the desk takes is not kept at all: ask for the {@link #problem} first.
 */
public final class Uploads implements AutoCloseable {

  /** The most files with one message. */
  public static final int FILES_MAX = 10;

  /**
   * All of them together, in megabytes: encoded for a mail they are a third larger, and many
   * servers take no more than twenty-five.
   */
  public static final int MEGABYTES_MAX = 15;

  private static final long BYTES_MAX = MEGABYTES_MAX * 1024L * 1024L;
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}");
  private static final String SOME_FILE = "application/octet-stream";

  private final List<Kept> kept = new ArrayList<>();
  private final @Nullable Problem problem;

  private Uploads(List<MultipartFile> files) {
    problem = problem(files);
  }

  private record Kept(String name, String type, Path content, long size, byte[] sha256) {}

  /** Why files are not taken. */
  public enum Problem {
    TOO_MANY,
    TOO_LARGE
  }

  /**
   * Takes what a form brought; null and fields in which nothing was chosen are no files.
   *
   * @throws UncheckedIOException when the disk does not take them
   */
  public static Uploads of(@Nullable List<MultipartFile> files) {
    var chosen = files == null ? List.<MultipartFile>of() : chosen(files);
    var uploads = new Uploads(chosen);
    if (uploads.problem != null) {
      return uploads;
    }
    try {
      for (var file : chosen) {
        uploads.keep(file);
      }
      return uploads;
    } catch (IOException e) {
      uploads.close();
      throw new UncheckedIOException("A file that came with a form could not be kept", e);
    }
  }

  private static List<MultipartFile> chosen(List<MultipartFile> files) {
    return files.stream().filter(one -> !one.isEmpty() || !name(one).isEmpty()).toList();
  }

  private static @Nullable Problem problem(List<MultipartFile> files) {
    if (files.size() > FILES_MAX) {
      return Problem.TOO_MANY;
    }
    long size = files.stream().mapToLong(MultipartFile::getSize).sum();
    return size > BYTES_MAX ? Problem.TOO_LARGE : null;
  }

  private static String name(MultipartFile file) {
    var name = file.getOriginalFilename();
    return name == null ? "" : FileName.safe(name);
  }

  private void keep(MultipartFile file) throws IOException {
    var content = Files.createTempFile("answerable-upload-", ".part");
    var digest = sha256();
    var name = name(file);
    try (InputStream in = file.getInputStream();
        var out = new DigestOutputStream(Files.newOutputStream(content), digest)) {
      long size = in.transferTo(out);
      kept.add(
          new Kept(name.isEmpty() ? "file" : name, type(file), content, size, digest.digest()));
    } catch (IOException e) {
      Files.deleteIfExists(content);
      throw e;
    }
  }

  /** As its sender named it, where that is a type at all; nothing is ever shown by it. */
  private static String type(MultipartFile file) {
    var type = file.getContentType();
    return type != null && TYPE.matcher(type).matches() ? type : SOME_FILE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256, but this one does not", e);
    }
  }

  /** Why they were not taken; null where they were. */
  public @Nullable Problem problem() {
    return problem;
  }

  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /** Each as a part beside a message. */
  public Words words() {
    var words = Words.NONE;
    for (int i = 0; i < kept.size(); i++) {
      var file = kept.get(i);
      words =
          words.file(
              "att." + (i + 1),
              file.name(),
              file.type(),
              file.content(),
              file.size(),
              file.sha256());
    }
    return words;
  }

  /** What tells these files from others; empty where there are none. */
  public String content() {
    var content = new StringBuilder();
    for (var file : kept) {
      content.append(file.name()).append(HexFormat.of().formatHex(file.sha256()));
    }
    return content.toString();
  }

  @Override
  public void close() {
    try {
      for (var file : kept) {
        Files.deleteIfExists(file.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A file that came with a form could not be removed", e);
    }
  }
}
