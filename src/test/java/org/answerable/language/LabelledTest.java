package org.answerable.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.answerable.language.Figures.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sentences and messages of our own, labelled whole as the guideline has it. {@code labelled-}:
 * many of them said in the quiet ways that use none of the usual words; both halves were opened to
 * mend the rules. {@code last-}: written to be counted; they mend and teach nothing. ({@code
 * written-} teaches what {@link Learnt} knows; {@link LearntTest} counts it in shares.)
 */
class LabelledTest {

  private static final Set<Meaning> ALL = Set.of(Meaning.values());

  @Test
  void figuresOnWhatIsSaidInQuietWays() throws IOException {
    var figures = new Figures(Language.of(Locale.ENGLISH));
    for (var file :
        List.of("agent-opened", "agent-counted", "customer-opened", "customer-counted")) {
      var samples = samples("labelled-en-" + file);
      figures.table("In quiet ways, " + file, samples);
      assertThat(figures.count(samples, ALL).precision()).isGreaterThan(0.70);
    }
    System.out.println(figures);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "en-customer",
        "en-agent",
        "de-customer",
        "de-agent",
        "en-customer-2",
        "en-agent-2",
        "en-customer-mails",
        "de-customer-mails"
      })
  void figuresOnTheLastSetWithWhatWasLearntAndWithout(String which) throws IOException {
    var code = which.substring(0, which.indexOf('-'));
    var samples = samples("last-" + which);
    var rules = new Figures(Language.ruled(code));
    rules.table(which + ", the last set, by rules alone", samples);
    var learnt = new Figures(Language.of(Locale.of(code)));
    learnt.table(which + ", the last set", samples);
    System.out.println(rules);
    System.out.println(learnt);
    assertThat(learnt.count(samples, ALL).f1()).isGreaterThan(0.80);
    assertThat(learnt.count(samples, ALL).f1())
        .as("what was learnt is worth its keep")
        .isGreaterThan(
            rules.count(samples, ALL).f1() + (which.startsWith("en-agent") ? 0.03 : 0.05));
  }

  private static List<Sample> samples(String name) throws IOException {
    var role = name.contains("-agent") ? Role.AGENT : Role.CUSTOMER;
    return Files.readAllLines(Path.of("src/test/resources/language", name + ".tsv")).stream()
        .map(line -> line.split("\t", -1))
        .map(cells -> new Sample("", role, name, cells[1], guideline(cells[0])))
        .toList();
  }

  private static Set<Meaning> guideline(String joined) {
    var labels = EnumSet.noneOf(Meaning.class);
    Figures.labels(joined).stream().filter(Meaning::isLabelled).forEach(labels::add);
    return labels;
  }
}
