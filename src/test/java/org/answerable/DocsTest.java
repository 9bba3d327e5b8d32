package org.answerable;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say of the code is so. */
class DocsTest {

  private static final Pattern ROOM = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| \\w+ \\|");
  private static final Pattern TYPE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*(?:\\.[A-Z]\\w*)+)`");
  private static final Pattern LINK =
      Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void theMapShowsTheRoomsThatAreThereAndNoOthers() throws IOException {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.answerable");
    assertThat(found(ROOM, "docs/house.md"))
        .containsExactlyInAnyOrderElementsOf(
            new HouseRules("org.answerable", classes).declaredRooms());
  }

  @Test
  void everyTypeThatWordsNamesIsThere() throws IOException {
    var types = found(TYPE, "docs/words.md");
    assertThat(types).hasSizeGreaterThan(40).allMatch(DocsTest::isThere);
    assertThat(isThere("work.cases.Ticket")).isFalse();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var broken = new ArrayList<String>();
    var pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"));
    try (var files = Files.walk(Path.of("docs"))) {
      files.map(Path::toString).filter(name -> name.endsWith(".md")).forEach(pages::add);
    }
    for (var page : pages) {
      for (var link : found(LINK, page)) {
        if (!link.contains(":") && !Files.exists(Path.of(page).resolveSibling(link))) {
          broken.add(page + " → " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void decisionsHaveNumbersOfTheirOwn() throws IOException {
    var numbers = new ArrayList<String>();
    try (var files = Files.list(Path.of("docs/decisions"))) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        assertThat(name).matches("\\d{4}-[a-z0-9-]+\\.md");
        numbers.add(name.substring(0, 4));
        assertThat(Files.readString(file))
            .startsWith("# " + Integer.parseInt(name.substring(0, 4)) + ". ");
      }
    }
    assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(10);
  }

  private static boolean isThere(String type) {
    int first = 0;
    while (!Character.isUpperCase(type.charAt(first))) {
      first = type.indexOf('.', first) + 1;
    }
    var name = type.substring(0, first) + type.substring(first).replace('.', '$');
    try {
      Class.forName("org.answerable." + name, false, DocsTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static TreeSet<String> found(Pattern what, String file) throws IOException {
    var all = new TreeSet<String>();
    var matcher = what.matcher(Files.readString(Path.of(file)));
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
