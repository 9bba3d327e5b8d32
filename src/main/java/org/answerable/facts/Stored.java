package org.answerable.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a fact is stored. It is forever: a record may be renamed, its stored name
 * may be retired, but neither is ever used for anything else.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Stored {

  /** {@code [a-z0-9_.]{1,64}}. */
  String value();
}
