package org.answerable.work.post;

import org.answerable.facts.ChainId;
import org.answerable.facts.MailId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Subjects;
import org.springframework.stereotype.Component;

/** How a mail's chain is read. */
@Component
public final class Mails implements Subjects<Mail> {

  @Override
  public ChainKind kind() {
    return ChainKind.MAIL;
  }

  @Override
  public Mail blank(ChainId chain) {
    return Mail.blank(new MailId(chain.value()));
  }
}
