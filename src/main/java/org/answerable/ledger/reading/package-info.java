/**
 * Reading the ledger: {@link Entry} is what was written, {@link Table} keeps rows beside it in the
 * same transaction, {@link Follower} acts on it after the commit, {@link Chains} reads it again.
 */
@NullMarked
@NamedInterface("reading")
package org.answerable.ledger.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
