package org.answerable.doors.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.answerable.House;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.links.CaseTokens;
import org.answerable.doors.mail.reading.Limits;
import org.answerable.doors.mail.reading.MailReader;
import org.answerable.ledger.reading.Chains;
import org.answerable.views.letters.Addressing;
import org.answerable.work.cases.Filings;
import org.answerable.work.people.Companies;
import org.answerable.work.post.Post;

/** The ways in of a test's house, each to be taken when the test says so. */
final class MailRig {

  private final House house;
  private final MailFolders folders;
  final Letterbox letterbox;
  final Filer filer;
  final Spool spool;

  /**
   * @param trusted the servers whose word about senders is believed
   */
  MailRig(House house, Path data, String... trusted) throws IOException {
    this.house = house;
    folders = new MailFolders(data);
    letterbox = new Letterbox(house.room(Post.class), house.room(Companies.class), new MailBell());
    spool = new Spool(data, letterbox, Duration.ofMillis(1));
    filer =
        new Filer(
            house.room(Post.class),
            house.room(Filings.class),
            house.room(Companies.class),
            house.room(Chains.class),
            house.room(Addressing.class),
            house.room(CaseTokens.class),
            new AuthenticationResults(Set.of(trusted)),
            new MailReader(folders.scratch(), Limits.STANDARD),
            folders);
  }

  /** Takes mail by SMTP from now on; the test closes it. */
  SmtpIn listening() throws IOException {
    var listener =
        new SmtpIn(
            new SmtpIn.Options(InetAddress.getLoopbackAddress(), 0, "desk", 50_000_000, null),
            folders.arriving(),
            letterbox::isOurs,
            letterbox);
    listener.start();
    return listener;
  }

  /** As that of a real desk: what is said to customers becomes letters that leave. */
  PostOffice office() {
    return new PostOffice(
        house.db(), house.room(Addressing.class), new BeforeDoorsOpen.Opening.Real());
  }
}
