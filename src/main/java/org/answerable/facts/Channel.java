package org.answerable.facts;

/** The way something was said. */
public enum Channel {
  MAIL,
  PORTAL,
  PHONE,
  DESK
}
