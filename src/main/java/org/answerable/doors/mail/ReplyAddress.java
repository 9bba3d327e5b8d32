package org.answerable.doors.mail;

import java.util.Locale;
import org.answerable.doors.links.CaseTokens;
import org.jspecify.annotations.Nullable;

/** Addresses and message ids of ours that carry a token: {@code reply+token@domain}. */
final class ReplyAddress {

  private static final String REPLY = "reply+";
  private static final String MESSAGE = "case.";

  private ReplyAddress() {}

  /** Where a customer's answer goes. */
  static String reply(String token, String domain) {
    return REPLY + token + "@" + domain;
  }

  /** The name of a letter of ours. */
  static String messageId(String token, java.util.UUID unique, String domain) {
    return MESSAGE + token + "." + unique + "@" + domain;
  }

  /** The token in one of these, not yet proved; null where there is none. */
  static CaseTokens.@Nullable Shown token(String address) {
    var text = address.strip().toLowerCase(Locale.ROOT);
    int at = text.lastIndexOf('@');
    var local = at < 0 ? text : text.substring(0, at);
    if (local.startsWith(REPLY)) {
      return CaseTokens.shown(local.substring(REPLY.length()));
    }
    if (local.startsWith(MESSAGE) && local.length() > MESSAGE.length() + CaseTokens.LENGTH) {
      return CaseTokens.shown(
          local.substring(MESSAGE.length(), MESSAGE.length() + CaseTokens.LENGTH));
    }
    return null;
  }

  static boolean isReply(String address) {
    return address.strip().toLowerCase(Locale.ROOT).startsWith(REPLY);
  }

  /** Of a message id of ours, the message it names; null where it is none. */
  static java.util.@Nullable UUID message(String messageId) {
    var text = messageId.strip().toLowerCase(Locale.ROOT);
    int at = text.lastIndexOf('@');
    int dot = MESSAGE.length() + CaseTokens.LENGTH;
    if (!text.startsWith(MESSAGE) || at < dot + 1 || text.charAt(dot) != '.') {
      return null;
    }
    try {
      return java.util.UUID.fromString(text.substring(dot + 1, at));
    } catch (IllegalArgumentException e) {
      return null; // not one of ours after all: whoever wrote it chose these letters
    }
  }
}
