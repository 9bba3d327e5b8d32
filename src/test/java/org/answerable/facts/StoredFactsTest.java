package org.answerable.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.answerable.ledger.internal.FactCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every type of fact that was ever written, and every word of it, can still be read. The file holds
 * them as they were stored; lines are only ever added at its end. Each line begins with a mark made
 * from it and all lines before it, so that a changed or removed line is seen.
 */
class StoredFactsTest {

  private static final Path FILE = Path.of("src/test/resources/facts/stored.txt");

  private final FactCodec codec = new FactCodec();

  /** One line of the file: the mark, the type, the fields by ascending key. */
  private record Line(String mark, String type, TreeMap<String, String> fields) {

    static Line of(String line) {
      var words = line.split(" ");
      var fields = new TreeMap<String, String>();
      for (var word : List.of(words).subList(2, words.length)) {
        fields.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      }
      return new Line(words[0], words[1], fields);
    }

    String text() {
      return type
          + fields.entrySet().stream()
              .map(field -> " " + field.getKey() + "=" + field.getValue())
              .collect(Collectors.joining());
    }

    Set<String> words() {
      var words = new HashSet<String>();
      words.add(type);
      fields.forEach((key, value) -> words.add(type + " " + key + "=" + value));
      return words;
    }
  }

  @Test
  void everyStoredEntryIsReadAndWrittenAsItStands() throws IOException {
    var lines = lines();
    assertThat(lines).hasSizeGreaterThan(100);
    for (var line : lines) {
      var fact = codec.fact(line.type(), line.fields());
      assertThat(codec.type(fact)).isEqualTo(line.type());
      assertThat(codec.fields(fact)).as(line.text()).isEqualTo(line.fields());
    }
  }

  @Test
  void linesAreOnlyEverAdded() throws IOException {
    var mark = "";
    for (var line : lines()) {
      mark = mark(mark, line.text());
      assertThat(line.mark())
          .as("This line, or one before it, was changed: %s", line.text())
          .isEqualTo(mark);
    }
  }

  @Test
  void everyTypeAndEachOfItsWordsIsThere() throws IOException {
    var lines = lines();
    var known = lines.stream().flatMap(line -> line.words().stream()).collect(Collectors.toSet());
    var missing = new ArrayList<String>();
    var mark = lines.isEmpty() ? "" : lines.getLast().mark();
    for (var fact : samples()) {
      var line = new Line("", codec.type(fact), new TreeMap<>(codec.fields(fact)));
      if (!known.containsAll(chosen(fact, line))) {
        mark = mark(mark, line.text());
        missing.add(mark + " " + line.text());
      }
    }
    assertThat(String.join("\n", missing)).as("Add these lines at the end of %s", FILE).isEmpty();
  }

  /** What of a line must be there: its type, its words of enums, whether a field is absent. */
  private static Set<String> chosen(Fact fact, Line line) {
    var words = new HashSet<String>();
    words.add(line.type());
    for (var component : fact.getClass().getRecordComponents()) {
      var key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      if (component.getType().isEnum() && line.fields().containsKey(key)) {
        words.add(line.type() + " " + key + "=" + line.fields().get(key));
      }
      if (component.getType() == Party.class) {
        words.add(line.type() + " " + key + "_sort=" + line.fields().get(key + "_sort"));
      }
    }
    return words;
  }

  private static String mark(String before, String text) {
    try {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      digest.update(before.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 12);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Line> lines() throws IOException {
    return Files.readAllLines(FILE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Line::of)
        .toList();
  }

  /** Of each type so many that every word of its enums, and the absence of what may be, occurs. */
  private List<Fact> samples() {
    return codec.classes().stream()
        .sorted(Comparator.comparing(one -> one.getAnnotation(Stored.class).value()))
        .flatMap(StoredFactsTest::samples)
        .toList();
  }

  private static Stream<Fact> samples(Class<?> type) {
    var components = type.getRecordComponents();
    int most = Arrays.stream(components).mapToInt(StoredFactsTest::choices).max().orElse(1);
    return Stream.iterate(0, n -> n < most, n -> n + 1).map(n -> sample(type, components, n));
  }

  private static int choices(RecordComponent component) {
    if (component.getType() == Party.class) {
      return Party.Sort.values().length;
    }
    int words = component.getType().isEnum() ? component.getType().getEnumConstants().length : 1;
    return mayBeAbsent(component) ? words + 1 : words;
  }

  private static boolean mayBeAbsent(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Fact sample(Class<?> type, RecordComponent[] components, int n) {
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      boolean absent = mayBeAbsent(components[i]) && n == choices(components[i]) - 1;
      values[i] = absent ? null : value(components[i].getType(), i, n);
    }
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      return (Fact) type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Class<?> type, int place, int n) {
    var id = new UUID(0x0190_0000_0000_7000L + n, 0x8000_0000_0000_0000L + place);
    if (type.isEnum()) {
      return type.getEnumConstants()[n % type.getEnumConstants().length];
    }
    if (Id.class.isAssignableFrom(type)) {
      try {
        return type.getConstructor(UUID.class).newInstance(id);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    var plain =
        Map.<Class<?>, Object>of(
            long.class, 20931L + n,
            int.class, 1 + n,
            boolean.class, n % 2 == 0,
            Instant.class, Instant.parse("2026-03-02T08:00:00.000001Z").plusSeconds(n),
            LocalDate.class, LocalDate.of(2026, 3, 2),
            ZoneId.class, ZoneId.of("Europe/Berlin"),
            Party.class, new Party(Party.Sort.values()[n % 2], id),
            DayHours.class, DayHours.of(9, 18),
            List.class, List.of(new PartRef(1, "body"), new PartRef(12, "att.1")));
    var value = plain.get(type);
    if (value == null) {
      throw new IllegalStateException("Say here how a " + type.getName() + " is stored");
    }
    return value;
  }
}
