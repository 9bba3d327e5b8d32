package org.answerable.doors.mail.reading;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the record together from what the parser met. */
final class Assembly {

  private static final int SUBJECT_MAX = 2_000;

  private static final Set<String> DAEMONS =
      Set.of("mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon");

  private static final List<String> SERVICES =
      List.of(
          "no-reply",
          "noreply",
          "no_reply",
          "do-not-reply",
          "donotreply",
          "do_not_reply",
          "bounce",
          "verify",
          "verification",
          "account-verif",
          "notification",
          "automailer");

  private Assembly() {}

  static ReadMail of(Parts parts, @Nullable String envelopeFrom, Path folder) {
    var flaws = parts.flaws();
    var head = parts.root();
    var body = parts.shown();
    var html = body.html() == null || body.html().isBlank() ? null : body.html();
    var text = body.plain();
    if (text == null || text.isBlank()) text = html == null ? "" : HtmlText.of(html);
    if (text.isBlank() && html == null) text = parts.stray();
    text = HeaderText.storable(text).strip();
    var folded = Folded.of(text);

    var froms = new ArrayList<MailAddress>();
    for (var raw : head.all("from")) froms.addAll(AddressList.named(raw));
    var from = froms.isEmpty() ? null : froms.getFirst();
    if (from == null || from.address().isEmpty()) flaws.add(Flaw.NO_FROM);
    if (froms.size() > 1) flaws.add(Flaw.MANY_FROM);

    var id = Ids.first(head.first("message-id"));
    if (id == null) flaws.add(Flaw.NO_MESSAGE_ID);
    var date = date(head, flaws);
    var machine = machine(head, parts, from, envelopeFrom);
    return new ReadMail(
        id,
        Ids.all(head.all("in-reply-to")),
        Ids.all(head.all("references")),
        from,
        firstOf(AddressList.parse(head.first("sender"))),
        addresses(head, "reply-to"),
        addresses(head, "to"),
        addresses(head, "cc"),
        delivered(head),
        date,
        subject(head),
        text,
        folded.fresh(),
        folded.quoted(),
        html,
        List.copyOf(parts.attachments()),
        language(head),
        machine,
        machine.kind(),
        machine.kind() == MailKind.BOUNCE ? parts.report().report() : null,
        head.all("authentication-results").stream().map(HeaderText::oneLine).toList(),
        Set.copyOf(flaws),
        folder);
  }

  private static @Nullable MailAddress firstOf(List<MailAddress> addresses) {
    return addresses.isEmpty() ? null : addresses.getFirst();
  }

  private static List<MailAddress> addresses(Entity head, String name) {
    var all = new ArrayList<MailAddress>();
    for (var raw : head.all(name)) all.addAll(AddressList.parse(raw));
    return List.copyOf(all);
  }

  private static List<String> delivered(Entity head) {
    var all = new ArrayList<MailAddress>();
    all.addAll(addresses(head, "delivered-to"));
    all.addAll(addresses(head, "x-original-to"));
    all.addAll(addresses(head, "envelope-to"));
    return all.stream().map(MailAddress::address).distinct().toList();
  }

  private static String subject(Entity head) {
    var raw = head.first("subject");
    if (raw == null) return "";
    var text = HeaderText.decoded(raw);
    if (text.length() <= SUBJECT_MAX) return text;
    return HeaderText.storable(text.substring(0, SUBJECT_MAX - 1)) + "…";
  }

  private static @Nullable Instant date(Entity head, Set<Flaw> flaws) {
    var raw = head.first("date");
    if (raw == null || raw.isBlank()) {
      flaws.add(Flaw.NO_DATE);
      return null;
    }
    var date = MailDate.parse(raw);
    if (date == null) flaws.add(Flaw.BROKEN_DATE);
    return date;
  }

  private static @Nullable String language(Entity head) {
    var raw = head.first("content-language");
    if (raw == null) return null;
    var tag = raw.split(",", 2)[0].strip();
    boolean valid = tag.length() >= 2 && tag.length() <= 35;
    for (int i = 0; i < tag.length() && valid; i++) {
      char c = tag.charAt(i);
      valid = c < 128 && (Character.isLetterOrDigit(c) || c == '-');
    }
    return valid ? tag : null;
  }

  private static Machine machine(
      Entity head, Parts parts, @Nullable MailAddress from, @Nullable String envelopeFrom) {
    var auto = head.first("auto-submitted");
    var submitted = auto == null ? null : FieldValue.parse(auto).value();
    if (submitted == null
        && (yes(head, "x-autoreply") || yes(head, "x-autorespond") || yes(head, "x-auto-reply"))) {
      submitted = "auto-replied";
    }
    var precedence = head.first("precedence");
    var suppress = head.first("x-auto-response-suppress");
    var type = head.value("content-type");
    boolean isReport =
        parts.report().seen()
            || (type.value().equals("multipart/report")
                && !"feedback-report".equals(type.parameter("report-type")));
    boolean nullPath = envelopeFrom != null ? envelopeFrom.isBlank() : nullReturnPath(head);
    var local = from == null ? "" : local(from);
    boolean daemon =
        DAEMONS.contains(local)
            || (local.equals("postmaster") && nullPath)
            || head.has("x-failed-recipients");
    return new Machine(
        submitted == null || submitted.isEmpty() ? null : submitted,
        precedence == null ? null : precedence.strip().toLowerCase(Locale.ROOT),
        head.hasStartingWith("list-"),
        suppress != null && !suppress.strip().equalsIgnoreCase("none"),
        nullPath,
        daemon,
        SERVICES.stream().anyMatch(local::startsWith),
        isReport);
  }

  private static boolean yes(Entity head, String name) {
    var value = head.first(name);
    return value != null && !value.strip().equalsIgnoreCase("no");
  }

  private static boolean nullReturnPath(Entity head) {
    var path = head.first("return-path");
    return path != null && path.replace(" ", "").equals("<>");
  }

  private static String local(MailAddress from) {
    int at = from.address().lastIndexOf('@');
    return (at < 0 ? from.address() : from.address().substring(0, at)).toLowerCase(Locale.ROOT);
  }
}
