/**
 * What a sentence says: apology, promise, vague word, blame, chase, thanks, danger, and the times
 * named in it.
 *
 * <p>Begin with {@link org.answerable.language.Language}. The rules are data: one readable file per
 * language under {@code language/} on the class path, whose examples are its tests. Danger, what
 * customers mean and most of what our own sentences do are also weighed by points learnt from
 * examples, a file for each side beside the rules.
 *
 * <p>The one rule that matters: a text is cut into words once, and from there on every step moves
 * forward only. No regular expression ever runs over what somebody wrote, so no text can make the
 * reading slow. Nothing here does input or output beyond reading the rule files, and nothing knows
 * who wrote the words.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.answerable.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
