/** What a letter about a case needs to know: to whom, from whom, who answers, when next. */
@NullMarked
@ApplicationModule(allowedDependencies = {"facts", "sight", "ledger::reading"})
package org.answerable.views.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
