package org.answerable.doors.mail.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mail as it could be read. All text is free of NUL and lone surrogates. Close it to delete the
 * attachments' files.
 *
 * @param messageId without angle brackets; null when there is none
 * @param inReplyTo message ids, without angle brackets
 * @param references message ids, oldest first
 * @param from the first author; null when the mail names none. Several are marked {@link
 *     Flaw#MANY_FROM}: such a mail proves nothing about its author
 * @param sender who says to have sent it for the author; never an identity
 * @param deliveredTo addresses that {@code Delivered-To} and {@code X-Original-To} name
 * @param date as the sender's clock had it; null when missing or unreadable
 * @param subject decoded, on one line; empty when there is none
 * @param text the whole text: the plain part, else what the HTML part says
 * @param fresh what this mail adds, without the mail it answers; the whole text when unsure
 * @param quoted the rest of the text, empty when unsure
 * @param html as received: clean it before it is shown; null when there is none
 * @param language the first of {@code Content-Language}, as a tag; null when absent
 * @param authenticationResults unfolded values of that header, topmost first
 * @param scratch the folder of the attachments' files
 */
public record ReadMail(
    @Nullable String messageId,
    List<String> inReplyTo,
    List<String> references,
    @Nullable MailAddress from,
    @Nullable MailAddress sender,
    List<MailAddress> replyTo,
    List<MailAddress> to,
    List<MailAddress> cc,
    List<String> deliveredTo,
    @Nullable Instant date,
    String subject,
    String text,
    String fresh,
    String quoted,
    @Nullable String html,
    List<Attached> attachments,
    @Nullable String language,
    Machine machine,
    MailKind kind,
    @Nullable Report report,
    List<String> authenticationResults,
    Set<Flaw> flaws,
    Path scratch)
    implements AutoCloseable {

  /** False where the raw file may hold something that is not shown. */
  public boolean fullyReadable() {
    return flaws.stream().noneMatch(Flaw::hidesSomething);
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(scratch)) return;
    try (var files = Files.walk(scratch)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}
