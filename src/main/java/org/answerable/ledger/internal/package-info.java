/**
 * Rows, bytes, hash chain, tree and checkpoints. Private to the ledger; its neighbours {@code
 * reading} and {@code writing} are what other rooms see. Start with {@link
 * org.answerable.ledger.internal.Header}: what is hashed are those very bytes, and a stored header
 * is decoded and compared, never rebuilt from columns. {@code docs/ledger.md} describes the format
 * for people who do not trust this code.
 */
@NullMarked
package org.answerable.ledger.internal;

import org.jspecify.annotations.NullMarked;
