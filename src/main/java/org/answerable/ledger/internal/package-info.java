/** How the ledger is kept: bytes, chains, tree, checkpoints, and the rows that hold them. */
@NullMarked
package org.answerable.ledger.internal;

import org.jspecify.annotations.NullMarked;
