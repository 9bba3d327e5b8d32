package org.answerable.doors.mail.reading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/** The header fields of a mail or of one of its parts, by name. */
final class Entity {

  private final Map<String, List<byte[]>> fields = new HashMap<>();

  void add(RawField field) {
    // A field that was put right while parsing has no raw form.
    var raw =
        field.getRaw() == null
            ? (field.getName() + ":" + field.getBody()).getBytes(StandardCharsets.ISO_8859_1)
            : field.getRaw().toByteArray();
    int colon =
        field.getRaw() == null
            ? field.getName().length()
            : Math.min(field.getDelimiterIdx(), raw.length - 1);
    fields
        .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
        .add(Arrays.copyOfRange(raw, colon + 1, raw.length));
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean hasStartingWith(String prefix) {
    return fields.keySet().stream().anyMatch(n -> n.startsWith(prefix));
  }

  /** The topmost field of this name, unfolded, encoded words untouched. */
  @Nullable String first(String name) {
    var all = fields.get(name);
    return all == null ? null : text(all.getFirst());
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream().map(this::text).toList();
  }

  FieldValue value(String name) {
    return FieldValue.parse(first(name));
  }

  private String text(byte[] raw) {
    var text =
        eightBit(raw) ? Charsets.decode(raw, charset(), EnumSet.noneOf(Flaw.class)) : ascii(raw);
    return text.replace("\r", "").replace("\n", "").strip();
  }

  // Headers with raw 8-bit text are mostly in the charset of the text below them.
  private @Nullable String charset() {
    var type = fields.get("content-type");
    if (type == null || eightBit(type.getFirst())) return null;
    return FieldValue.parse(ascii(type.getFirst()).replace("\r", "").replace("\n", ""))
        .parameter("charset");
  }

  private static String ascii(byte[] raw) {
    return new String(raw, StandardCharsets.ISO_8859_1);
  }

  private static boolean eightBit(byte[] raw) {
    for (byte b : raw) if (b < 0) return true;
    return false;
  }
}
