package org.answerable.doors.mail.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.answerable.doors.files.FileName;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Takes the parser's tokens one by one, keeps what is text and writes the rest to files. */
final class Parts {

  private static final int PREAMBLE_MAX = 64 * 1024;
  private static final long RATIO_FROM = 1024 * 1024;

  /** What one part, or several together, show. */
  record Shown(@Nullable String plain, @Nullable String html) {
    static final Shown NOTHING = new Shown(null, null);

    boolean blank() {
      return (plain == null || plain.isBlank()) && (html == null || html.isBlank());
    }
  }

  private static final class Frame {
    private final String subtype;
    private final List<Shown> children = new ArrayList<>();
    private boolean hasParts;
    private @Nullable String preamble;

    Frame(String subtype) {
      this.subtype = subtype;
    }
  }

  private final Source source;
  private final Limits limits;
  private final Path folder;
  private final Set<Flaw> flaws;
  private final Entity root = new Entity();
  private final List<Attached> attachments = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final ReportReader report = new ReportReader();
  private Entity current = root;
  private boolean atRoot = true;
  private int parts;
  private long decoded;
  private @Nullable MimeTokenStream tokens;
  private @Nullable Fields fields;
  private @Nullable IOException fault;
  private @Nullable String spare; // a named text, in case there is no other
  private @Nullable String boundary;

  Parts(Source source, Limits limits, Path folder, Set<Flaw> flaws) {
    this.source = source;
    this.limits = limits;
    this.folder = folder;
    this.flaws = flaws;
  }

  void over(MimeTokenStream stream, Fields built) {
    tokens = stream;
    fields = built;
  }

  /** What the disk said while an attachment was written. */
  @Nullable IOException fault() {
    return fault;
  }

  Set<Flaw> flaws() {
    return flaws;
  }

  Entity root() {
    return root;
  }

  List<Attached> attachments() {
    return attachments;
  }

  ReportReader report() {
    return report;
  }

  /** Lines among the headers that were none. */
  String stray() {
    return fields == null ? "" : Charsets.guess(fields.stray());
  }

  void take(EntityState state) throws IOException {
    var stream = Objects.requireNonNull(tokens);
    switch (state) {
      case T_START_BODYPART -> begin();
      case T_FIELD -> {
        if (stream.getField() instanceof RawField field) current.add(field);
      }
      case T_END_HEADER -> {
        // At the deepest level allowed a branch is kept as one file, not opened.
        boolean deepest = frames.size() >= limits.depth();
        stream.setRecursionMode(deepest ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
      }
      case T_START_MULTIPART -> frames.push(new Frame(stream.getBodyDescriptor().getSubType()));
      case T_PREAMBLE -> preamble(stream.getInputStream());
      case T_END_MULTIPART -> pop();
      case T_BODY -> leaf(stream.getInputStream());
      case T_END_BODYPART -> current = new Entity();
      case T_START_MESSAGE,
          T_END_MESSAGE,
          T_START_HEADER,
          T_EPILOGUE,
          T_RAW_ENTITY,
          T_END_OF_STREAM -> {}
    }
  }

  private void begin() throws IOException {
    atRoot = false;
    current = new Entity();
    if (!frames.isEmpty()) frames.peek().hasParts = true;
    if (++parts > limits.parts()) throw new Source.Stopped(Flaw.TOO_MANY_PARTS);
  }

  // Text before the first boundary is meant for nobody, unless there is no boundary at all.
  private void preamble(InputStream in) throws IOException {
    var bytes = decoding(in, encoding()).readNBytes(PREAMBLE_MAX);
    if (!frames.isEmpty()) frames.peek().preamble = lines(Charsets.guess(bytes));
  }

  private void pop() {
    var frame = frames.poll();
    if (frame == null) return;
    if (!frame.hasParts && frame.preamble != null && !frame.preamble.isBlank()) {
      flaws.add(Flaw.BROKEN_STRUCTURE);
      frame.children.add(new Shown(frame.preamble, null));
    }
    add(frame.subtype.equals("alternative") ? chosen(frame.children) : together(frame.children));
  }

  private void add(Shown part) {
    if (part.plain == null && part.html == null) return;
    var frame = frames.peek();
    (frame == null ? shown : frame.children).add(part);
  }

  /** Everything to be shown; closes what the mail left open. */
  Shown shown() {
    while (!frames.isEmpty()) pop();
    var all = together(shown);
    return all.blank() && spare != null ? new Shown(spare, null) : all;
  }

  /** The boundary that a multipart root forgot to name; null when nothing looks like one. */
  @Nullable String boundary() {
    return boundary;
  }

  // A line of its own that begins with two hyphens, and comes again.
  private static @Nullable String boundaryIn(byte[] body) {
    var lines = new String(body, StandardCharsets.ISO_8859_1).lines().toList();
    for (var line : lines) {
      var mark = line.stripTrailing();
      if (!mark.startsWith("--") || mark.length() < 5 || mark.length() > 200) continue;
      if (mark.indexOf(' ') >= 0 || mark.indexOf('"') >= 0) continue;
      int again = 0;
      for (var other : lines) if (other.startsWith(mark)) again++;
      if (again > 1) return mark.substring(2);
    }
    return null;
  }

  // The plainest for reading, the richest for showing.
  private static Shown chosen(List<Shown> children) {
    String plain = null;
    String html = null;
    for (var child : children) {
      if (plain == null && child.plain != null && !child.plain.isBlank()) plain = child.plain;
      if (child.html != null && !child.html.isBlank()) html = child.html;
    }
    return new Shown(plain, html);
  }

  private static Shown together(List<Shown> children) {
    if (children.isEmpty()) return Shown.NOTHING;
    if (children.size() == 1) return children.getFirst();
    var plain = new StringBuilder();
    var html = new StringBuilder();
    boolean rich = false;
    for (var child : children) {
      if (child.blank()) continue;
      var text =
          child.plain != null ? child.plain : HtmlText.of(child.html == null ? "" : child.html);
      plain.append(plain.isEmpty() ? "" : "\n\n").append(text.strip());
      if (child.html != null) {
        rich = true;
        html.append(child.html);
      } else {
        html.append("<pre>").append(escaped(text)).append("</pre>");
      }
    }
    return new Shown(plain.toString(), rich ? html.toString() : null);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void leaf(InputStream raw) throws IOException {
    var type = current.value("content-type");
    var disposition = current.value("content-disposition");
    var mime = mime(type.value());
    var name = nameOf(type, disposition);
    var encoding = encoding();
    boolean attached = disposition.value().startsWith("attachment");
    boolean alternative = !frames.isEmpty() && frames.peek().subtype.equals("alternative");
    boolean text =
        (mime.equals("text/plain") || mime.equals("text/html"))
            && !attached
            && (name == null || atRoot || alternative);
    if (mime.startsWith("multipart/")) {
      // Too deep to open: a file. Or a branch that names no boundary: a text, unless one is found.
      if (frames.size() >= limits.depth()) flaws.add(Flaw.TOO_DEEP);
      else {
        flaws.add(Flaw.BROKEN_STRUCTURE);
        text = true;
        mime = "text/plain";
      }
    }
    boolean uu =
        encoding.equals("x-uuencode") || encoding.equals("uuencode") || encoding.equals("x-uue");
    var in = decoding(raw, encoding);
    var piece = copy(in, text || uu || mime.equals("text/plain") ? limits.textBytes() : 0);
    boolean spareText = !text && !attached && mime.equals("text/plain");
    if (report.wants(mime)) report.take(mime, piece.head(), piece.headLength());
    if (uu) {
      uuencoded(piece, name, type, disposition);
    } else if (text) {
      show(piece, mime, type);
      if (atRoot && type.value().startsWith("multipart/")) boundary = boundaryIn(piece.kept);
      if (piece.file != null) flaws.add(Flaw.TEXT_TOO_LONG);
    }
    if (spareText && spare == null && piece.file == null) {
      spare =
          HeaderText.storable(lines(Charsets.decode(piece.kept, type.parameter("charset"), flaws)));
    }
    if (piece.file != null || (!text && !uu)) attach(piece, mime, name, disposition);
    if (piece.stopped != null) throw piece.stopped;
  }

  private String encoding() {
    var raw = current.first("content-transfer-encoding");
    if (raw == null) return "";
    var text = raw.toLowerCase(Locale.ROOT).replace("\"", "");
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != ';') end++;
    return text.substring(0, end);
  }

  private static InputStream decoding(InputStream raw, String encoding) {
    return switch (encoding) {
      case "base64", "b" -> new Base64InputStream(raw, DecodeMonitor.SILENT);
      case "quoted-printable", "q" -> new QuotedPrintableInputStream(raw, DecodeMonitor.SILENT);
      default -> raw;
    };
  }

  private static String mime(String value) {
    int end = 0;
    while (end < value.length()
        && value.charAt(end) > ' '
        && ",;\"".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    var mime = value.substring(0, end);
    int slash = mime.indexOf('/');
    return slash <= 0 || slash == mime.length() - 1 ? "text/plain" : mime;
  }

  private static @Nullable String nameOf(FieldValue type, FieldValue disposition) {
    var name = disposition.parameter("filename");
    if (name == null || name.isBlank()) name = type.parameter("name");
    return name == null || name.isBlank() ? null : name;
  }

  private void show(Piece piece, String mime, FieldValue type) throws IOException {
    var charset = type.parameter("charset");
    boolean html = mime.equals("text/html");
    if (html && charset == null) charset = metaCharset(piece.kept);
    var text = lines(Charsets.decode(piece.kept, charset, flaws));
    if (html) {
      add(new Shown(null, HeaderText.storable(text)));
      return;
    }
    if ("flowed".equalsIgnoreCase(type.parameter("format"))) {
      text = unflowed(text, "yes".equalsIgnoreCase(type.parameter("delsp")));
    }
    var split = Uuencoded.split(text);
    for (var file : split.files()) {
      attach(piece(file.content()), "application/octet-stream", file.name(), FieldValue.NONE);
    }
    add(new Shown(HeaderText.storable(split.text()), null));
  }

  private void uuencoded(
      Piece piece, @Nullable String name, FieldValue type, FieldValue disposition)
      throws IOException {
    var split = Uuencoded.split(lines(new String(piece.kept, StandardCharsets.ISO_8859_1)));
    if (split.files().isEmpty()) {
      if (piece.kept.length > 0) flaws.add(Flaw.BROKEN_ENCODING);
      if (piece.file == null) attach(piece, mime(type.value()), name, disposition);
      return;
    }
    for (var file : split.files()) {
      attach(
          piece(file.content()),
          mime(type.value()),
          name == null ? file.name() : name,
          disposition);
    }
    if (!split.text().isBlank()) add(new Shown(HeaderText.storable(split.text()), null));
  }

  private static String lines(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  // RFC 3676: a line that ends in a blank goes on in the next one of the same quote depth.
  private static String unflowed(String text, boolean dropBlank) {
    var out = new StringBuilder(text.length());
    int open = -1; // quote depth of a line that goes on
    for (var line : text.split("\n", -1)) {
      int depth = 0;
      while (depth < line.length() && line.charAt(depth) == '>') depth++;
      var content = line.substring(depth);
      if (content.startsWith(" ")) content = content.substring(1);
      boolean signature = content.equals("-- ");
      boolean flows = content.endsWith(" ") && !signature;
      if (open >= 0 && (open != depth || signature)) {
        out.append('\n');
        open = -1;
      }
      if (open < 0 && depth > 0) out.append(">".repeat(depth)).append(' ');
      if (flows && dropBlank) content = content.substring(0, content.length() - 1);
      out.append(content);
      open = flows ? depth : -1;
      if (!flows) out.append('\n');
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == '\n') out.setLength(out.length() - 1);
    return out.toString();
  }

  private static @Nullable String metaCharset(byte[] html) {
    var head = new String(html, 0, Math.min(html.length, 2048), StandardCharsets.ISO_8859_1);
    int at = head.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) return null;
    int from = at + "charset=".length();
    while (from < head.length() && "\"' ".indexOf(head.charAt(from)) >= 0) from++;
    int end = from;
    while (end < head.length()
        && (Character.isLetterOrDigit(head.charAt(end)) || "-_:.".indexOf(head.charAt(end)) >= 0)) {
      end++;
    }
    return end == from ? null : head.substring(from, end);
  }

  /** A part's content: kept in memory, and in a file when it is longer or no text. */
  private record Piece(
      byte[] kept,
      byte[] headBytes,
      @Nullable Path file,
      long size,
      Source.@Nullable Stopped stopped) {

    byte[] head() {
      return file == null ? kept : headBytes;
    }

    int headLength() {
      return head().length;
    }
  }

  private Piece piece(byte[] content) throws IOException {
    var file = newFile();
    try {
      Files.write(file, content);
    } catch (IOException e) {
      fault = e;
      throw e;
    }
    return new Piece(content, content, file, content.length, null);
  }

  private Path newFile() {
    return folder.resolve("part-" + (attachments.size() + 1) + "-" + parts);
  }

  private Piece copy(InputStream in, int keep) throws IOException {
    var kept = new ByteArrayOutputStream();
    var head = new ByteArrayOutputStream();
    var buffer = new byte[16 * 1024];
    Path file = null;
    OutputStream out = null;
    Source.Stopped stopped = null;
    long size = 0;
    try {
      while (true) {
        int read = in.read(buffer);
        if (read < 0) break;
        size += read;
        decoded += read;
        if (head.size() < ReportReader.HEAD) {
          head.write(buffer, 0, Math.min(read, ReportReader.HEAD - head.size()));
        }
        if (file == null && size > keep) {
          file = newFile();
          out = open(file);
          save(out, kept.toByteArray(), kept.size());
        }
        if (out != null) save(out, buffer, read);
        if (kept.size() < keep) kept.write(buffer, 0, Math.min(read, keep - kept.size()));
        check();
      }
      if (file == null && keep == 0) {
        file = newFile();
        out = open(file);
      }
    } catch (Source.Stopped e) {
      stopped = e; // what came before the limit is kept
    } finally {
      if (out != null) out.close();
    }
    return new Piece(kept.toByteArray(), head.toByteArray(), file, size, stopped);
  }

  private void check() throws Source.Stopped {
    if (decoded > limits.decodedBytes()) throw new Source.Stopped(Flaw.TOO_MUCH_DECODED);
    if (decoded > RATIO_FROM && decoded / limits.ratio() > source.count()) {
      throw new Source.Stopped(Flaw.TOO_MUCH_DECODED);
    }
  }

  private OutputStream open(Path file) throws IOException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  private void save(OutputStream out, byte[] bytes, int length) throws IOException {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  private void attach(Piece piece, String declared, @Nullable String name, FieldValue disposition)
      throws IOException {
    var file = piece.file;
    if (file == null) file = piece(piece.kept).file;
    if (file == null) return;
    var head = piece.head();
    int length = Math.min(head.length, MediaType.HEAD);
    var found = piece.size == 0 ? MediaType.UNKNOWN : MediaType.of(head, length);
    var safe = name == null ? "" : FileName.safe(name);
    var cid = current.first("content-id");
    if (cid != null) cid = HeaderText.oneLine(cid).replace("<", "").replace(">", "").strip();
    attachments.add(
        new Attached(
            safe.isEmpty() ? unnamed(declared, found) : safe,
            found,
            HeaderText.oneLine(declared),
            piece.size,
            cid == null || cid.isEmpty() ? null : cid,
            disposition.value().startsWith("inline")
                || (cid != null && !cid.isEmpty() && !disposition.value().startsWith("attachment")),
            file));
  }

  private String unnamed(String declared, String found) {
    int number = attachments.size() + 1;
    return switch (declared) {
      case "message/rfc822" -> "mail-" + number + ".eml";
      case "text/calendar" -> "invitation-" + number + ".ics";
      case "message/delivery-status" -> "delivery-status-" + number + ".txt";
      default ->
          switch (found) {
            case "image/png" -> "picture-" + number + ".png";
            case "image/jpeg" -> "picture-" + number + ".jpg";
            case "image/gif" -> "picture-" + number + ".gif";
            case "application/pdf" -> "document-" + number + ".pdf";
            case "text/plain" -> "text-" + number + ".txt";
            case "text/html" -> "page-" + number + ".html";
            default -> "file-" + number;
          };
    };
  }
}
