package org.answerable.doors.mail.reading;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Real mails of other projects, and what those read in them. */
public final class Samples {

  /**
   * The variable that names the folder they lie in; without it their tests say they are skipped.
   */
  public static final String FOLDER = "ANSWERABLE_SAMPLES";

  // Where we differ on purpose.
  //
  // mail016 has no From. There Reply-To becomes the sender; here Reply-To is never an identity.
  // mail018 is in UTF-7, which the other one leaves undecoded.
  // mail054 lost a fold, and its boundary with it: we find the boundary, there nothing is shown.
  // mail076 and mail087 have an address without brackets beside a name: we take the address alone.
  // mail087 has a last part without a type, which is text by the standard; there it is a file.
  // mail105 names a boundary that never comes: we show the text instead of "no visible content".
  private static final Set<String> ON_PURPOSE =
      Set.of(
          "mail016/from",
          "mail018/subject",
          "mail018/body",
          "mail054/body",
          "mail076/from",
          "mail076/from-name",
          "mail087/from",
          "mail087/from-name",
          "mail087/body",
          "mail087/attachments",
          "mail105/body");

  private Samples() {}

  /** Whether this field of this sample is another one here than there, and should be. */
  public static boolean differsOnPurpose(Path sample, String field) {
    return ON_PURPOSE.contains(name(sample) + "/" + field);
  }

  public static String name(Path sample) {
    return sample.getFileName().toString().replace(".box", "");
  }

  /** What another program read, field by field; empty where it left no result. */
  public static Map<String, String> expected(Path sample) throws IOException {
    var beside = sample.resolveSibling(sample.getFileName().toString().replace(".box", ".yml"));
    return beside.equals(sample) || !Files.exists(beside) ? Map.of() : theirs(yaml(beside));
  }

  /** Whether two programs read the same; a body in the same words. */
  public static boolean same(String field, String theirs, String ours) {
    return field.equals("body") ? alike(theirs, ours) : theirs.equals(ours);
  }

  /** All of them, by name. */
  public static List<Path> all() throws IOException {
    var folder = Path.of(System.getenv(FOLDER)).resolve("mail");
    try (var files = Files.walk(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.(box|eml|msg)")).sorted().toList();
    }
  }

  private static Map<String, String> theirs(Map<?, ?> expected) {
    var all = new LinkedHashMap<String, String>();
    put(all, "from", expected.get("from_email"));
    put(all, "from-name", expected.get("from_display_name"));
    if (expected.get("to") instanceof String to) all.put("to", addresses(AddressList.parse(to)));
    if (expected.get("cc") instanceof String cc) all.put("cc", addresses(AddressList.parse(cc)));
    put(all, "subject", expected.get("subject"));
    if (expected.get("body") instanceof String body) {
      boolean html = !"text/plain".equals(expected.get("content_type"));
      // Their sentence for an empty text; ours comes from the message bundle when it is shown.
      boolean none = body.equals("no visible content");
      all.put("body", none ? "" : html ? HtmlText.of(body) : body);
    }
    int files = 0;
    if (expected.get("attachments") instanceof List<?> list) {
      for (var one : list) {
        // The HTML part itself is kept as a file there; here it is the mail's html.
        boolean original =
            one instanceof Map<?, ?> map
                && map.get("preferences") instanceof Map<?, ?> preferences
                && "true".equals(preferences.get("content-alternative"));
        if (!original) files++;
      }
      all.put("attachments", String.valueOf(files));
    }
    return all;
  }

  private static void put(Map<String, String> all, String field, @Nullable Object value) {
    if (value instanceof String text) {
      all.put(
          field, field.equals("from") ? text.toLowerCase(Locale.ROOT) : HeaderText.oneLine(text));
    }
  }

  static String addresses(List<MailAddress> list) {
    return String.join(
        " ", new TreeSet<>(list.stream().map(a -> a.address().toLowerCase(Locale.ROOT)).toList()));
  }

  /** The same words: blanks, marks of quoting and targets of links left aside. */
  private static boolean alike(String a, String b) {
    var left = words(a);
    var right = words(b);
    if (left.isEmpty() || right.isEmpty()) return left.isEmpty() == right.isEmpty();
    int common = 0;
    for (var entry : left.entrySet()) {
      common += Math.min(entry.getValue(), right.getOrDefault(entry.getKey(), 0));
    }
    int all = Math.max(sum(left), sum(right));
    return common >= 0.95 * all;
  }

  private static int sum(Map<String, Integer> words) {
    return words.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> words(String text) {
    var words = new HashMap<String, Integer>();
    var plain = new StringBuilder();
    boolean target = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("<http", i) || text.startsWith("<mailto", i)) target = true;
      char c = text.charAt(i);
      if (!target) plain.append(Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ');
      if (c == '>') target = false;
    }
    for (var word : plain.toString().split(" "))
      if (!word.isEmpty()) words.merge(word, 1, Integer::sum);
    return words;
  }

  // Tags of another language stand in these files, so the tree is read without making objects.
  private static Map<?, ?> yaml(Path file) throws IOException {
    Reader text = new StringReader(Files.readString(file, StandardCharsets.UTF_8));
    var options = new LoaderOptions();
    options.setCodePointLimit(50_000_000);
    return (Map<?, ?>) value(new Yaml(options).compose(text));
  }

  private static Object value(Node node) {
    return switch (node) {
      case MappingNode map -> {
        var all = new LinkedHashMap<Object, Object>();
        for (var tuple : map.getValue())
          all.put(value(tuple.getKeyNode()), value(tuple.getValueNode()));
        yield all;
      }
      case SequenceNode list -> list.getValue().stream().map(Samples::value).toList();
      case ScalarNode scalar ->
          scalar.getTag().getValue().endsWith("binary")
              ? new String(
                  Base64.getMimeDecoder().decode(scalar.getValue()), StandardCharsets.UTF_8)
              : scalar.getValue();
      default -> "";
    };
  }
}
