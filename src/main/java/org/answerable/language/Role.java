package org.answerable.language;

/** Who wrote the words: the same sentence means different things on either side. */
public enum Role {
  /** Someone who answers for the customer. */
  AGENT,
  /** Someone who asks. */
  CUSTOMER
}
