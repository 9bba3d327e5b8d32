package org.answerable.doors.frame;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.answerable.facts.Tongue;

/**
 * Every sentence that a page says, in one language. What that language has no sentence for is said
 * in English. Numbers choose their form by {@code {0,choice,…}}.
 */
public final class Sentences {

  /**
   * What the desk's own pages are written in. Customers read their own language; the desk is not
   * translated yet, and a page in two languages at once helps nobody.
   */
  public static final Tongue DESK = Tongue.EN;

  private static final Map<Tongue, Sentences> ALL = readAll();

  private final Tongue tongue;
  private final Map<String, String> patterns;

  /**
   * Read once each: that takes longer than filling one in. A copy is filled in, as it remembers.
   */
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

  private Sentences(Tongue tongue, Map<String, String> patterns) {
    this.tongue = tongue;
    this.patterns = patterns;
  }

  public static Sentences in(Tongue tongue) {
    var known = ALL.get(tongue);
    if (known == null) {
      throw new IllegalStateException("No sentences were read for " + tongue);
    }
    return known;
  }

  public Tongue tongue() {
    return tongue;
  }

  /**
   * The sentence of that name.
   *
   * @throws IllegalArgumentException when nobody wrote one, which a test finds first
   */
  public String say(String key, Object... args) {
    var pattern = patterns.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("No sentence is called '" + key + "'");
    }
    if (args.length == 0 && pattern.indexOf('{') < 0) {
      return pattern;
    }
    var format = formats.computeIfAbsent(key, _ -> new MessageFormat(pattern, tongue.locale()));
    return ((MessageFormat) format.clone()).format(args);
  }

  /** The names of all sentences. */
  public Set<String> keys() {
    return patterns.keySet();
  }

  private static Map<Tongue, Sentences> readAll() {
    var english = read(Tongue.EN);
    var all = new EnumMap<Tongue, Sentences>(Tongue.class);
    for (var tongue : Tongue.values()) {
      var patterns = new HashMap<>(english);
      patterns.putAll(read(tongue));
      all.put(tongue, new Sentences(tongue, Map.copyOf(patterns)));
    }
    return Map.copyOf(all);
  }

  private static Map<String, String> read(Tongue tongue) {
    var name = "/messages/" + tongue.locale().getLanguage() + ".properties";
    try (var stream = Sentences.class.getResourceAsStream(name)) {
      if (stream == null) {
        return Map.of(); // said in English until somebody translates
      }
      Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
      var properties = new Properties();
      properties.load(reader);
      var patterns = new HashMap<String, String>();
      properties.stringPropertyNames().forEach(k -> patterns.put(k, properties.getProperty(k)));
      return patterns;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
