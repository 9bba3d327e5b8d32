package org.answerable.ledger.writing;

import java.util.Arrays;
import java.util.List;
import org.answerable.facts.Fact;

/** What a judgement returns: a result, and the facts it leads to. A refusal leads to none. */
public record Verdict<A>(A result, List<Said> said) {

  public Verdict {
    said = List.copyOf(said);
  }

  public static <A> Verdict<A> refused(A result) {
    return new Verdict<>(result, List.of());
  }

  public static <A> Verdict<A> agreed(A result, Fact... facts) {
    return new Verdict<>(result, Arrays.stream(facts).map(Said::said).toList());
  }

  public static <A> Verdict<A> agreed(A result, List<Said> said) {
    return new Verdict<>(result, said);
  }
}
