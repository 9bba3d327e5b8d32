/**
 * Who is asking, and what they may see. Start with {@link Sight}. The one rule that matters: a
 * page's query takes a {@link Sight} first and binds it, so that no list can forget to ask. It is
 * ground, because {@code work} says who somebody is and views must know it, and the two never meet.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts"})
package org.answerable.sight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
