/**
 * What is written once and never changed. The ledger knows that a fact has a type and fields, not
 * what it means. Whoever decides takes the pen from {@code writing}; whoever shows, sends or counts
 * reads from {@code reading}; how it is kept is nobody's business outside. {@code docs/ledger.md}
 * tells the stored format and how anyone can check it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.answerable.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
