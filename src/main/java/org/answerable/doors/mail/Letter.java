package org.answerable.doors.mail;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.answerable.doors.files.FileName;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * A mail of ours before it is written as MIME. The same letter written again is the same mail: its
 * Message-ID and date are fixed when it is made.
 *
 * @param messageId without angle brackets
 * @param envelopeFrom where bounces go; null for the null sender, which every automatic letter has
 *     that has no bounce address of its own
 * @param replyTo null to answer to {@code from}
 * @param inReplyTo message id of what is answered; null for none
 * @param references message ids, oldest first
 * @param text plain; the HTML form is made from it
 * @param quoted what it answers, as plain text; null to leave it out
 * @param language tag for {@code Content-Language}
 */
record Letter(
    String messageId,
    Instant date,
    Mailbox from,
    @Nullable Mailbox envelopeFrom,
    @Nullable Mailbox replyTo,
    List<Mailbox> to,
    List<Mailbox> cc,
    String subject,
    @Nullable String inReplyTo,
    List<String> references,
    String text,
    @Nullable String quoted,
    Automatic automatic,
    Locale language,
    List<Enclosed> enclosed) {

  private static final int QUOTED_MAX = 20_000;
  private static final int REFERENCES_MAX = 20;
  private static final Session SESSION = Session.getInstance(new Properties());

  /** Whether a person sends it (RFC 3834). */
  enum Automatic {
    /** A person wrote it, for this recipient. */
    NO,
    /** The desk's own answer to a mail. */
    REPLIED,
    /** The desk's own, to nothing in particular. */
    GENERATED
  }

  /** A file that goes along, opened when it is written. */
  record Enclosed(String name, String mediaType, Opener content) {}

  /** Opens a file's content; each call from the start. */
  interface Opener {
    InputStream open() throws IOException;
  }

  Letter {
    if (!isMessageId(messageId)) {
      throw new IllegalArgumentException("Not a message id: " + messageId);
    }
    if (to.isEmpty() && cc.isEmpty()) {
      throw new IllegalArgumentException("Letter " + messageId + " is for nobody.");
    }
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    references = List.copyOf(references);
    enclosed = List.copyOf(enclosed);
  }

  /** Everybody it goes to, each once. */
  List<Mailbox> recipients() {
    return Stream.concat(to.stream(), cc.stream()).distinct().toList();
  }

  /** Writes it as MIME. Files are streamed. */
  void writeTo(OutputStream out) throws IOException {
    try {
      message().writeTo(out);
    } catch (MessagingException e) {
      throw new IOException("Letter " + messageId + " could not be written", e);
    }
  }

  MimeMessage message() throws MessagingException {
    var message = new Fixed(messageId);
    message.setEnvelopeFrom(envelopeFrom == null ? "<>" : envelopeFrom.address());
    message.setSentDate(Date.from(date));
    message.setFrom(from.internet());
    if (replyTo != null) message.setReplyTo(internet(List.of(replyTo)));
    message.setRecipients(RecipientType.TO, internet(to));
    if (!cc.isEmpty()) message.setRecipients(RecipientType.CC, internet(cc));
    message.setSubject(Mailbox.oneLine(subject), "UTF-8");
    if (inReplyTo != null && isMessageId(inReplyTo)) {
      message.setHeader("In-Reply-To", "<" + inReplyTo + ">");
    }
    var chain = references.stream().filter(Letter::isMessageId).toList();
    if (!chain.isEmpty()) {
      var last = chain.subList(Math.max(0, chain.size() - REFERENCES_MAX), chain.size());
      message.setHeader("References", "<" + String.join(">\r\n <", last) + ">");
    }
    switch (automatic) {
      case NO -> {}
      case REPLIED -> automatic(message, "auto-replied");
      case GENERATED -> automatic(message, "auto-generated");
    }
    message.setHeader("Content-Language", language.toLanguageTag());
    var words = alternatives();
    if (enclosed.isEmpty()) {
      message.setContent(words);
    } else {
      message.setContent(withFiles(words));
    }
    message.saveChanges();
    return message;
  }

  private static void automatic(MimeMessage message, String how) throws MessagingException {
    message.setHeader("Auto-Submitted", how);
    // Exchange does not know RFC 3834 and asks to be told in its own way.
    message.setHeader("X-Auto-Response-Suppress", "All");
  }

  private MimeMultipart alternatives() throws MessagingException {
    var plain = new MimeBodyPart();
    plain.setText(withQuote(), "UTF-8", "plain");
    var html = new MimeBodyPart();
    html.setText(html(), "UTF-8", "html");
    var both = new MimeMultipart("alternative");
    both.addBodyPart(plain);
    both.addBodyPart(html);
    return both;
  }

  private MimeMultipart withFiles(MimeMultipart words) throws MessagingException {
    var first = new MimeBodyPart();
    first.setContent(words);
    var all = new MimeMultipart("mixed");
    all.addBodyPart(first);
    for (var file : enclosed) {
      var part = new MimeBodyPart();
      part.setDataHandler(new DataHandler(new Source(file)));
      var name = FileName.safe(file.name());
      part.setFileName(Mailbox.oneLine(name.isEmpty() ? "file" : name));
      part.setDisposition(MimeBodyPart.ATTACHMENT);
      // Without this the whole file would be read once more, to find the shortest encoding.
      part.setHeader("Content-Transfer-Encoding", "base64");
      all.addBodyPart(part);
    }
    return all;
  }

  private String withQuote() {
    if (quoted == null || quoted.isBlank()) return text + "\n";
    var out = new StringBuilder(text).append("\n\n");
    cut(quoted)
        .lines()
        .forEach(line -> out.append(line.startsWith(">") ? ">" : "> ").append(line).append('\n'));
    return out.toString();
  }

  private String html() {
    var out = new StringBuilder("<!doctype html><html><body>");
    out.append("<div style=\"white-space:pre-wrap\">").append(linked(text)).append("</div>");
    if (quoted != null && !quoted.isBlank()) {
      out.append(
              "<blockquote style=\"border-left:2px solid #ccc;padding-left:8px;white-space:pre-wrap\">")
          .append(escaped(cut(quoted)))
          .append("</blockquote>");
    }
    return out.append("</body></html>").toString();
  }

  private static String cut(String text) {
    return text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + " …";
  }

  /** Escaped, with web addresses as links. */
  private static String linked(String text) {
    var out = new StringBuilder(text.length() + 100);
    int i = 0;
    while (i < text.length()) {
      int at = nextLink(text, i);
      if (at < 0) break;
      int end = at;
      while (end < text.length()
          && text.charAt(end) > ' '
          && "<>\"'`()[]{}".indexOf(text.charAt(end)) < 0) end++;
      while (end > at && ".,;:!?".indexOf(text.charAt(end - 1)) >= 0) end--;
      var url = escaped(text.substring(at, end));
      out.append(escaped(text.substring(i, at)));
      out.append("<a href=\"").append(url).append("\">").append(url).append("</a>");
      i = end;
    }
    return out.append(escaped(text.substring(i))).toString();
  }

  private static int nextLink(String text, int from) {
    int secure = text.indexOf("https://", from);
    int plain = text.indexOf("http://", from);
    return secure < 0 ? plain : plain < 0 ? secure : Math.min(secure, plain);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static boolean isMessageId(String id) {
    if (id.isEmpty() || id.length() > 900) return false;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c <= ' ' || c > '~' || c == '<' || c == '>') return false;
    }
    return true;
  }

  private static InternetAddress[] internet(List<Mailbox> boxes) {
    return boxes.stream().map(Mailbox::internet).toArray(InternetAddress[]::new);
  }

  /** A message whose id stays what it was made with. */
  private static final class Fixed extends SMTPMessage {
    private final String id;

    Fixed(String id) {
      super(SESSION);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }

  private record Source(Enclosed file) implements DataSource {
    @Override
    public InputStream getInputStream() throws IOException {
      return file.content().open();
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException("An enclosed file is only read.");
    }

    @Override
    public String getContentType() {
      return isMediaType(file.mediaType()) ? file.mediaType() : "application/octet-stream";
    }

    @Override
    public String getName() {
      return "";
    }

    private static boolean isMediaType(String type) {
      int slash = type.indexOf('/');
      if (slash < 1 || slash == type.length() - 1 || type.length() > 100) return false;
      return type.chars()
          .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "/.+-".indexOf(c) >= 0));
    }
  }
}
