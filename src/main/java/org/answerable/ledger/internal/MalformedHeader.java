package org.answerable.ledger.internal;

/**
 * The bytes are no header of format 1, or not the only way to write one. The message says where and
 * why.
 */
public final class MalformedHeader extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedHeader(String message) {
    super(message);
  }
}
