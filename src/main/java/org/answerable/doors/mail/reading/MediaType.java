package org.answerable.doors.mail.reading;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, by its first bytes. What a mail claims decides nothing: a page must never be
 * served as a picture because somebody said so.
 */
final class MediaType {

  /** So many bytes from the start are enough. */
  static final int HEAD = 4096;

  static final String UNKNOWN = "application/octet-stream";

  private MediaType() {}

  static String of(byte[] head, int length) {
    var magic = byMagic(head, length);
    if (magic != null) return magic;
    return isText(head, length) ? byText(head, length) : UNKNOWN;
  }

  private static @Nullable String byMagic(byte[] b, int n) {
    if (is(b, n, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
    if (is(b, n, 0, 0xff, 0xd8, 0xff)) return "image/jpeg";
    if (is(b, n, 0, 'G', 'I', 'F', '8')) return "image/gif";
    if (is(b, n, 0, 'R', 'I', 'F', 'F') && is(b, n, 8, 'W', 'E', 'B', 'P')) return "image/webp";
    if (is(b, n, 0, 'R', 'I', 'F', 'F') && is(b, n, 8, 'W', 'A', 'V', 'E')) return "audio/wav";
    if (is(b, n, 0, 'I', 'I', 0x2a, 0) || is(b, n, 0, 'M', 'M', 0, 0x2a)) return "image/tiff";
    if (is(b, n, 0, 'B', 'M') && n > 14 && b[6] == 0 && b[7] == 0) return "image/bmp";
    if (is(b, n, 4, 'f', 't', 'y', 'p')) {
      return is(b, n, 8, 'h', 'e', 'i')
          ? "image/heic"
          : is(b, n, 8, 'a', 'v', 'i') ? "image/avif" : "video/mp4";
    }
    if (is(b, n, 0, '%', 'P', 'D', 'F', '-')) return "application/pdf";
    if (is(b, n, 0, '%', '!', 'P', 'S')) return "application/postscript";
    if (is(b, n, 0, 'P', 'K', 3, 4) || is(b, n, 0, 'P', 'K', 5, 6)) return zip(b, n);
    if (is(b, n, 0, 0xd0, 0xcf, 0x11, 0xe0)) return "application/x-ole-storage";
    if (is(b, n, 0, 0x78, 0x9f, 0x3e, 0x22)) return "application/ms-tnef";
    if (is(b, n, 0, 0x1f, 0x8b)) return "application/gzip";
    if (is(b, n, 0, 'B', 'Z', 'h')) return "application/x-bzip2";
    if (is(b, n, 0, '7', 'z', 0xbc, 0xaf)) return "application/x-7z-compressed";
    if (is(b, n, 0, 'R', 'a', 'r', '!')) return "application/vnd.rar";
    if (is(b, n, 0, 0xfd, '7', 'z', 'X', 'Z')) return "application/x-xz";
    if (is(b, n, 0, 'M', 'Z')) return "application/vnd.microsoft.portable-executable";
    if (is(b, n, 0, 0x7f, 'E', 'L', 'F')) return "application/x-elf";
    if (is(b, n, 0, 'I', 'D', '3') || is(b, n, 0, 0xff, 0xfb)) return "audio/mpeg";
    if (is(b, n, 0, 'O', 'g', 'g', 'S')) return "application/ogg";
    if (is(b, n, 0, 'f', 'L', 'a', 'C')) return "audio/flac";
    return null;
  }

  // The names of the first entries say which kind of document a zip file is.
  private static String zip(byte[] head, int length) {
    var names = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    var office = "application/vnd.openxmlformats-officedocument.";
    if (names.contains("word/")) return office + "wordprocessingml.document";
    if (names.contains("xl/")) return office + "spreadsheetml.sheet";
    if (names.contains("ppt/")) return office + "presentationml.presentation";
    int at = names.indexOf("mimetypeapplication/");
    if (at >= 0) {
      int from = at + "mimetype".length();
      int end = from;
      while (end < names.length() && end - from < 80 && inType(names.charAt(end))) end++;
      var type = names.substring(from, end);
      for (var known : OPEN_DOCUMENT) if (type.startsWith(known)) return known;
    }
    return "application/zip";
  }

  private static final String[] OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/epub+zip"
  };

  private static boolean inType(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '/' || c == '+';
  }

  private static boolean isText(byte[] b, int n) {
    for (int i = 0; i < n; i++) {
      int c = b[i] & 0xff;
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != 0x0c && c != 0x1b) return false;
    }
    return n > 0;
  }

  private static String byText(byte[] b, int n) {
    var text = new String(b, 0, n, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int from = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
    var start = text.substring(from).stripLeading();
    if (start.startsWith("begin:vcalendar")) return "text/calendar";
    if (start.startsWith("begin:vcard")) return "text/vcard";
    if (start.startsWith("{\\rtf")) return "application/rtf";
    // Anything a browser might take for a page is called a page, wherever its first tag stands.
    if (text.contains("<svg")) return "image/svg+xml";
    if (text.contains("<html") || text.contains("<!doctype html") || text.contains("<script")) {
      return "text/html";
    }
    if (start.startsWith("<?xml")) return "application/xml";
    if (start.startsWith("<")) return "text/html";
    return "text/plain";
  }

  private static boolean is(byte[] bytes, int length, int at, int... wanted) {
    if (at + wanted.length > length) return false;
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[at + i] & 0xff) != wanted[i]) return false;
    }
    return true;
  }
}
