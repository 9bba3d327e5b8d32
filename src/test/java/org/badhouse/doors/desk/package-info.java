/** A door that may use anything. */
@NullMarked
@ApplicationModule
package org.badhouse.doors.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
