/** The pen of the bad house. */
@NullMarked
@NamedInterface("writing")
package org.badhouse.ledger.writing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
