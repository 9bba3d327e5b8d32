package org.answerable.work.people;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.answerable.facts.BrandId;
import org.answerable.facts.ChainId;
import org.answerable.facts.ConfigFact;
import org.answerable.facts.ConfigFact.Desk;
import org.answerable.facts.Fact;
import org.answerable.facts.MailboxId;
import org.answerable.facts.PhraseId;
import org.answerable.facts.TeamId;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.writing.Subject;
import org.answerable.ledger.writing.Subjects;
import org.jspecify.annotations.Nullable;

/**
 * The company and how its desk is set up, as the chain {@code config} tells it.
 *
 * @param zone the company's; null before it is named
 * @param desk whose defaults hold; null before it is chosen
 * @param phrases those that the desk reads beside its own rules
 * @param live when the desk began to speak to the outside; null before
 */
public record Company(
    @Nullable ZoneId zone,
    @Nullable Desk desk,
    Set<BrandId> brands,
    Map<MailboxId, Mailbox> mailboxes,
    Set<PhraseId> phrases,
    @Nullable Instant live)
    implements Subject<Company> {

  /** Whose mail arrives at an address. */
  public record Mailbox(BrandId brand, TeamId team) {}

  /** How the chain of the settings is folded. */
  public static final Subjects<Company> SUBJECTS =
      new Subjects<>() {
        @Override
        public ChainKind kind() {
          return ChainKind.CONFIG;
        }

        @Override
        public Company blank(ChainId chain) {
          return BLANK;
        }
      };

  static final Company BLANK = new Company(null, null, Set.of(), Map.of(), Set.of(), null);

  public Company {
    brands = Set.copyOf(brands);
    mailboxes = Map.copyOf(mailboxes);
    phrases = Set.copyOf(phrases);
  }

  public boolean isNamed() {
    return zone != null;
  }

  public boolean isLive() {
    return live != null;
  }

  @Override
  public Company after(Fact fact, Instant recorded) {
    if (!(fact instanceof ConfigFact ours)) {
      throw new IllegalArgumentException("Nothing of the company: " + fact);
    }
    return switch (ours) {
      case ConfigFact.CompanyNamed(var in) ->
          new Company(in, desk, brands, mailboxes, phrases, live);
      case ConfigFact.DeskChosen(var kind) ->
          new Company(zone, kind, brands, mailboxes, phrases, live);
      case ConfigFact.BrandAdded(var id) ->
          new Company(zone, desk, plus(id), mailboxes, phrases, live);
      case ConfigFact.MailboxAdded(var id, var brand, var team) ->
          new Company(zone, desk, brands, plus(id, new Mailbox(brand, team)), phrases, live);
      case ConfigFact.PhraseAdded(var id, _, _) -> {
        var more = new HashSet<>(phrases);
        more.add(id);
        yield new Company(zone, desk, brands, mailboxes, more, live);
      }
      case ConfigFact.PhraseWithdrawn(var id, _) -> {
        var fewer = new HashSet<>(phrases);
        fewer.remove(id);
        yield new Company(zone, desk, brands, mailboxes, fewer, live);
      }
      case ConfigFact.WentLive(_) -> new Company(zone, desk, brands, mailboxes, phrases, recorded);
    };
  }

  private Set<BrandId> plus(BrandId id) {
    var more = new HashSet<>(brands);
    more.add(id);
    return more;
  }

  private Map<MailboxId, Mailbox> plus(MailboxId id, Mailbox mailbox) {
    var more = new HashMap<>(mailboxes);
    more.put(id, mailbox);
    return more;
  }
}
