/**
 * Who owes what to whom by when. Start with {@link Commitments}, the book that whatever is decided
 * about carries inside. It has one table and one clock and no pen: the thing that carries the book
 * appends. A commitment ends exactly once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "ledger::reading", "ledger::writing"})
package org.answerable.work.commitments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
