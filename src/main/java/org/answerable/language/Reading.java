package org.answerable.language;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one text says.
 *
 * @param sentences where its sentences stand, in order
 * @param findings in order of the sentences; at most one per meaning and sentence
 * @param whole false when the text was longer than {@link Language#LONGEST_TEXT} and only its
 *     beginning was read
 */
public record Reading(List<Span> sentences, List<Finding> findings, boolean whole) {
  public Reading {
    sentences = List.copyOf(sentences);
    findings = List.copyOf(findings);
  }

  /** Every meaning found, in the order of {@link Meaning}. */
  public Set<Meaning> meanings() {
    var all = EnumSet.noneOf(Meaning.class);
    for (var finding : findings) {
      all.add(finding.meaning());
    }
    return Collections.unmodifiableSet(all);
  }

  /** Whether the text does this anywhere. */
  public boolean says(Meaning meaning) {
    return findings.stream().anyMatch(finding -> finding.meaning() == meaning);
  }
}
