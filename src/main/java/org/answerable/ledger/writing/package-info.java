/**
 * The pen. Start with {@link Desk}: it locks, folds, settles what time has broken, lets a judgement
 * be made, appends and commits. No other class opens a command's transaction.
 */
@NullMarked
@NamedInterface("writing")
package org.answerable.ledger.writing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
