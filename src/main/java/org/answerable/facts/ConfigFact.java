package org.answerable.facts;

import java.time.ZoneId;

/** How the desk is set up. */
public sealed interface ConfigFact extends Fact {

  /** The company's name is in part {@code name}. */
  @Stored("config.company_named")
  record CompanyNamed(ZoneId zone) implements ConfigFact {}

  /** Which defaults hold for promises given from now on. */
  @Stored("config.desk_chosen")
  record DeskChosen(Desk desk) implements ConfigFact {}

  /** Kinds of desk with defaults of their own. */
  enum Desk {
    RETAIL,
    SOFTWARE,
    COMPLAINTS
  }

  /** Parts: {@code name}; {@code domain}. */
  @Stored("config.brand_added")
  record BrandAdded(BrandId id) implements ConfigFact {}

  /** Part: {@code address}. What arrives there is this team's, under this brand. */
  @Stored("config.mailbox_added")
  record MailboxAdded(MailboxId id, BrandId brand, TeamId team) implements ConfigFact {}

  /**
   * An administrator taught the desk a phrase; it is read from now on. Parts: {@code meaning}, what
   * it means; {@code phrase}, the words.
   */
  @Stored("config.phrase_added")
  record PhraseAdded(PhraseId id, Tongue tongue, StaffId by) implements ConfigFact {}

  /** From now on the desk reads without it. */
  @Stored("config.phrase_withdrawn")
  record PhraseWithdrawn(PhraseId id, StaffId by) implements ConfigFact {}

  /** From now on the desk speaks to the outside. */
  @Stored("config.went_live")
  record WentLive(StaffId by) implements ConfigFact {}
}
