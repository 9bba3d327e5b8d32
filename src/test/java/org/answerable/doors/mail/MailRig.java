package org.answerable.doors.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.answerable.House;
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

  final Letterbox letterbox;
  final Filer filer;
  final Spool spool;

  /**
   * @param trusted the servers whose word about senders is believed
   */
  MailRig(House house, Path data, String... trusted) throws java.io.IOException {
    var folders = new MailFolders(data);
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
}
