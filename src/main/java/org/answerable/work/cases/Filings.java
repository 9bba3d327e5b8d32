package org.answerable.work.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.answerable.facts.BrandId;
import org.answerable.facts.CaseId;
import org.answerable.facts.ChainId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.CustomerId;
import org.answerable.facts.Knowing.CustomerMet;
import org.answerable.facts.MailId;
import org.answerable.facts.MessageId;
import org.answerable.facts.Owning.FollowsOn;
import org.answerable.facts.PartyId;
import org.answerable.facts.Receiving.Filing;
import org.answerable.facts.Receiving.MailFiled;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.TeamId;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.MovedMeanwhile;
import org.answerable.ledger.writing.Pen;
import org.answerable.ledger.writing.Said;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Wishes.Wishing;
import org.answerable.work.customers.Customer;
import org.answerable.work.customers.Customers;
import org.answerable.work.customers.Organisation;
import org.answerable.work.people.Owners;
import org.answerable.work.people.Person;
import org.answerable.work.people.Roster;
import org.answerable.work.post.Mail;
import org.answerable.work.post.Mails;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How what customers write becomes a case or one more message of one. A mail, its customer and its
 * case change in one transaction: there is no moment at which a mail is filed and its case is not
 * there.
 */
@Component
public final class Filings {

  private static final String NUMBER =
      """
      select nextval('work.case_number')
      """;

  /** Open work by person: a soft figure, for choosing among those on duty. */
  private static final String LOAD =
      """
      select owner_id, count(*) as cases
        from work.cases
       where team_id = :team
         and outcome is null
       group by owner_id
       limit 1000
      """;

  /** The newest open or lately ended case of a customer in a team, for the same owner. */
  private static final String FAMILIAR =
      """
      select k.owner_id
        from work.parties p
        join work.cases k on k.chain_id = p.chain_id
       where p.customer_id = :customer
         and k.team_id = :team
         and k.taken
         and (k.outcome is null or k.ended_at > (select ledger.now()) - interval '30 days')
       order by k.opened_at desc
       limit 1
      """;

  private static final String PARTY_ADDRESS =
      """
      select address
        from work.parties
       where chain_id = :chain
         and party_id = :party
      """;

  /** Who was offered here before, and took part or not, at this address. */
  private static final String KNOWN_HERE =
      """
      select party_id
        from work.participants
       where chain_id = :chain
         and lower(address) = lower(:address)
       order by party_id
       limit 1
      """;

  private static final String PARTICIPANT_ADDRESS =
      """
      select address
        from work.participants
       where chain_id = :chain
         and party_id = :party
      """;

  private static final String WAS_THEIRS =
      """
      select exists (select from work.parties
                      where chain_id = :chain
                        and customer_id = :customer)
      """;

  private final JdbcClient db;
  private final Desk desk;
  private final CaseSubjects cases;
  private final Mails mails;
  private final Customers customers;
  private final Surroundings surroundings;
  private final Hearing hearing;

  Filings(
      JdbcClient db,
      Desk desk,
      CaseSubjects cases,
      Mails mails,
      Customers customers,
      Surroundings surroundings,
      Hearing hearing) {
    this.db = db;
    this.desk = desk;
    this.cases = cases;
    this.mails = mails;
    this.customers = customers;
    this.surroundings = surroundings;
    this.hearing = hearing;
  }

  /** Who wrote, as far as the mail tells. The address is data; a name may be missing. */
  public record Author(@Nullable String address, @Nullable String name, Tongue tongue) {}

  /**
   * What was written.
   *
   * @param words parts {@code from}, {@code subject}, {@code body}, {@code html}, {@code att.1} …
   * @param shown what the register of mails shows of it: {@code from}, {@code sender}, {@code
   *     subject}, {@code body}
   */
  public record Writing(
      Author author,
      @Nullable String subject,
      Channel channel,
      Sender sender,
      Trust trust,
      boolean readable,
      Words words,
      Words shown) {}

  /** Where a new case belongs. */
  public record Place(TeamId team, BrandId brand) {}

  /** How filing ends. */
  public sealed interface Filed {
    record AsCase(CaseId id, long number) implements Filed {}

    record AsReply(CaseId id, MessageId message) implements Filed {}

    /** Somebody or something else filed this mail. */
    record NotWaiting() implements Filed {}
  }

  /** A mail becomes a case. {@code by} is the person who took it out of the tray, if one did. */
  public Filed mailAsCase(
      MailId mail, Writing writing, Place place, @Nullable StaffId by, CommandId command) {
    var actor = by == null ? Actor.SYSTEM : Actor.of(by);
    var via = by == null ? Via.MAIL : Via.WEB;
    var act = new Command(command, actor, via, "file" + mail);
    return open(act, mail, null, writing, place, by, null);
  }

  /**
   * A mail that names a case which ended too long ago to go on becomes a new one. It is linked to
   * {@code earlier} where the same customer wrote: others' cases are no business of this one.
   */
  public Filed mailAsCase(
      MailId mail, CaseId earlier, Writing writing, Place place, CommandId command) {
    var act = new Command(command, Actor.SYSTEM, Via.MAIL, "file" + mail);
    return open(act, mail, earlier, writing, place, null, null);
  }

  /** A case is made at the desk, for somebody who called or came by. */
  public Filed atTheDesk(
      Writing writing, Place place, StaffId by, boolean mine, CommandId command) {
    var act =
        new Command(command, Actor.of(by), Via.WEB, "open" + writing.author() + writing.subject());
    return open(act, null, null, writing, place, by, mine ? by : null);
  }

  private Filed open(
      Command command,
      @Nullable MailId mail,
      @Nullable CaseId earlier,
      Writing writing,
      Place place,
      @Nullable StaffId by,
      @Nullable StaffId owner) {
    var read = read(writing);
    return desk.decide(
        command, Filed.class, pen -> opening(pen, mail, earlier, writing, read, place, by, owner));
  }

  private Verdict<Filed> opening(
      Pen pen,
      @Nullable MailId mail,
      @Nullable CaseId earlier,
      Writing writing,
      Read read,
      Place place,
      @Nullable StaffId by,
      @Nullable StaffId chosen) {
    var caseId = new CaseId(pen.newId());
    var partyId = new PartyId(pen.newId());
    var messageId = new MessageId(pen.newId());
    var address = writing.author().address();
    var known = address == null ? null : customers.byAddress(address);
    var customer = known == null ? new CustomerId(pen.newId()) : known;
    var roster = surroundings.roster(place.team());
    var choice = choose(roster, customer, known != null, chosen, pen);
    if (!pen.still(Person.SUBJECTS, choice.owner()).isActive()) {
      throw new MovedMeanwhile("Who may own");
    }
    if (known == null) {
      pen.begin(Customer.SUBJECTS, customer);
    }
    var waiting = takeInOrder(pen, mail, caseId);
    if (mail != null && (waiting == null || !mayBeFiled(waiting, by))) {
      return Verdict.refused(new Filed.NotWaiting());
    }
    long number = db.sql(NUMBER).query(Long.class).single();
    var said = new ArrayList<Said>();
    if (known == null) {
      said.add(
          Said.said(
              customer.chain(),
              new CustomerMet(writing.author().tongue(), null),
              Words.NONE
                  .and("name", writing.author().name())
                  .and("address", address)
                  .about(customer)));
    }
    var newcomer =
        new Arrivals.Newcomer(
            partyId,
            choice.owner(),
            choice.taken(),
            place.team(),
            place.brand(),
            writing.channel(),
            number);
    var opening =
        Words.of("party", customer.toString())
            .and("subject", writing.subject())
            .and("name", writing.author().name())
            .and("address", address)
            .about(customer);
    var around = surroundings.around(roster, pen.now().instant(), null);
    var steps =
        Arrivals.open(
            pen.hold(cases, caseId),
            newcomer,
            opening,
            spoken(messageId, partyId, writing, mail),
            read,
            writing.words().about(customer),
            around,
            pen.now());
    if (earlier != null && known != null && wasTheirs(earlier, customer)) {
      steps.say(new FollowsOn(earlier));
    }
    steps.said().forEach(one -> said.add(Said.said(caseId.chain(), one.fact(), one.words())));
    if (mail != null) {
      var how = by == null ? Filing.NEW_CASE : Filing.FROM_TRAY;
      said.add(filed(mail, caseId, messageId, how, writing));
    }
    return Verdict.agreed(new Filed.AsCase(caseId, number), said);
  }

  private boolean wasTheirs(CaseId earlier, CustomerId customer) {
    return db.sql(WAS_THEIRS)
        .param("chain", earlier.value())
        .param("customer", customer.value())
        .query(Boolean.class)
        .single();
  }

  private static boolean mayBeFiled(Mail mail, @Nullable StaffId by) {
    return switch (mail.state()) {
      case KEPT -> true;
      case HELD -> by != null;
      case FILED, SET_ASIDE -> false;
    };
  }

  private Owners.Choice choose(
      Roster roster, CustomerId customer, boolean known, @Nullable StaffId chosen, Pen pen) {
    if (chosen != null) {
      return new Owners.Choice(chosen, true);
    }
    if (known) {
      var familiar =
          db.sql(FAMILIAR)
              .param("customer", customer.value())
              .param("team", roster.team().value())
              .query((row, _) -> new StaffId(row.getObject(1, UUID.class)))
              .optional();
      if (familiar.isPresent() && roster.members().contains(familiar.get())) {
        return new Owners.Choice(familiar.get(), true);
      }
    }
    var load = new java.util.HashMap<StaffId, Integer>();
    db.sql(LOAD)
        .param("team", roster.team().value())
        .query(row -> {
          load.put(new StaffId(row.getObject("owner_id", UUID.class)), row.getInt("cases"));
        });
    return Owners.choose(roster, _ -> true, who -> load.getOrDefault(who, 0), pen.now().instant());
  }

  /** The mail and the case are of one sort: the lower id first. */
  private @Nullable Mail takeInOrder(Pen pen, @Nullable MailId mail, CaseId caseId) {
    if (mail == null) {
      pen.begin(cases, caseId);
      return null;
    }
    Mail taken = null;
    for (var chain : ascending(mail.chain(), caseId.chain())) {
      if (chain.equals(mail.chain())) {
        taken = pen.hold(mails, mail);
      } else {
        pen.begin(cases, caseId);
      }
    }
    return taken;
  }

  private static List<ChainId> ascending(ChainId one, ChainId other) {
    var sorted =
        new TreeSet<ChainId>(
            java.util.Comparator.comparing(
                    (ChainId c) -> c.value().getMostSignificantBits(), Long::compareUnsigned)
                .thenComparing(c -> c.value().getLeastSignificantBits(), Long::compareUnsigned));
    sorted.add(one);
    sorted.add(other);
    return List.copyOf(sorted);
  }

  /**
   * A mail that names a case by the token of its customer or of somebody who takes part or did.
   * From that party's own address, and while they take part, it is their message; from anyone else
   * it stands there hidden and changes nothing, but where the sender is surely a colleague of the
   * customer a person is offered to add them. A case that ended too long ago is not reopened: then
   * this is no reply, and the caller files it as a new case.
   */
  public Filed mailAsReply(
      MailId mail, Writing writing, CaseId caseId, PartyId token, CommandId command) {
    var act = new Command(command, Actor.outside(token), Via.MAIL, "reply" + mail);
    var read = read(writing);
    return desk.decide(
        act,
        Filed.class,
        pen -> {
          var messageId = new MessageId(pen.newId());
          var from = new PartyId(pen.newId());
          var heir = new Heir(db, caseId);
          heir.hold(pen);
          Mail waiting = null;
          Case c = null;
          for (var chain : ascending(mail.chain(), caseId.chain())) {
            if (chain.equals(mail.chain())) {
              waiting = pen.hold(mails, mail);
            } else {
              c = heir.sure(pen.hold(cases, caseId));
            }
          }
          if (c == null || waiting == null || waiting.state() != Mail.State.KEPT) {
            return Verdict.refused(new Filed.NotWaiting());
          }
          var around = surroundings.around(c, pen.now().instant());
          if (!Arrivals.continues(c, around, pen.now())) {
            return Verdict.refused(new Filed.NotWaiting());
          }
          boolean theirs = isTheirs(c, token, writing);
          var colleague = theirs ? null : colleague(c, writing, from);
          var spoken =
              new Arrivals.Spoken(
                  messageId,
                  theirs ? token : colleague == null ? from : colleague.party(),
                  writing.channel(),
                  theirs ? writing.trust() : Trust.UNVERIFIED,
                  writing.sender(),
                  mail);
          var said = new ArrayList<Said>();
          var steps = Arrivals.heard(c, spoken, read, writing.words(), around, pen.now());
          if (colleague != null) {
            Arrivals.offered(steps, spoken, writing.author().tongue(), colleague.words());
          }
          steps.said().forEach(one -> said.add(Said.said(caseId.chain(), one.fact(), one.words())));
          said.add(
              filed(
                  mail,
                  caseId,
                  messageId,
                  theirs ? Filing.REPLY : Filing.UNVERIFIED_REPLY,
                  writing));
          return Verdict.agreed(new Filed.AsReply(caseId, messageId), said);
        });
  }

  private boolean isTheirs(Case c, PartyId token, Writing writing) {
    boolean customers = c.began().customer().equals(token);
    boolean has = customers || c.participants().contains(token);
    if (!has || writing.trust() == Trust.UNVERIFIED) {
      return false;
    }
    var address = address(customers ? PARTY_ADDRESS : PARTICIPANT_ADDRESS, c.id(), token);
    return address != null && address.equalsIgnoreCase(writing.author().address());
  }

  private @Nullable String address(String query, CaseId in, PartyId party) {
    return db.sql(query)
        .param("chain", in.value())
        .param("party", party.value())
        .query((row, _) -> java.util.Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(a -> a)
        .orElse(null);
  }

  /**
   * Somebody who may be added.
   *
   * @param words who they are; nothing where this case knows them already
   */
  private record Colleague(PartyId party, Words words) {}

  /**
   * Whether the operator's own server vouches for a person who writes from the organisation of the
   * case's customer; from a mail that only says so, nobody is ever offered.
   */
  private @Nullable Colleague colleague(Case c, Writing writing, PartyId fresh) {
    var author = writing.author();
    var address = author.address();
    var customers = address(PARTY_ADDRESS, c.id(), c.began().customer());
    if (writing.trust() != Trust.VERIFIED
        || writing.sender() != Sender.PERSON
        || address == null
        || address.equalsIgnoreCase(customers)
        || !Organisation.isShared(customers, address)) {
      return null;
    }
    var known =
        db.sql(KNOWN_HERE)
            .param("chain", c.id().value())
            .param("address", address)
            .query((row, _) -> new PartyId(row.getObject(1, UUID.class)))
            .optional();
    if (known.isPresent()) {
      return new Colleague(known.get(), Words.NONE);
    }
    var who = Words.NONE.and("name", author.name()).and("address", address);
    var customer = this.customers.byAddress(address);
    return new Colleague(fresh, customer == null ? who : who.about(customer));
  }

  /** What a customer writes on their own page. */
  public Filed onTheirPage(CaseId caseId, PartyId party, Words words, CommandId command) {
    var act = new Command(command, Actor.customer(party), Via.PORTAL, "write");
    var read = hearing.read(words.text("body"), Tongue.EN);
    return desk.decide(
        act,
        Filed.class,
        pen -> {
          var messageId = new MessageId(pen.newId());
          var heir = new Heir(db, caseId);
          heir.hold(pen);
          var c = heir.sure(pen.hold(cases, caseId));
          if (!c.exists() || !c.began().customer().equals(party)) {
            throw new Cases.NotSeen(caseId);
          }
          var around = surroundings.around(c, pen.now().instant());
          if (!Arrivals.continues(c, around, pen.now())) {
            return Verdict.refused(new Filed.NotWaiting());
          }
          var spoken =
              new Arrivals.Spoken(
                  messageId, party, Channel.PORTAL, Trust.VERIFIED, Sender.PERSON, null);
          return Verdict.agreed(
              new Filed.AsReply(caseId, messageId),
              Arrivals.heard(c, spoken, read, words, around, pen.now()).said().stream()
                  .map(one -> Said.said(caseId.chain(), one.fact(), one.words()))
                  .toList());
        });
  }

  /** "Another time suits me better", with or without words. */
  public Wishing wish(
      CaseId caseId,
      PartyId party,
      CommitmentId which,
      Instant at,
      String text,
      CommandId command) {
    var act = new Command(command, Actor.customer(party), Via.PORTAL, "wish" + which + at + text);
    var words = Words.NONE.and("body", text);
    var read = text.isBlank() ? Read.NOTHING : hearing.read(text, Tongue.EN);
    var heir = new Heir(db, caseId);
    return desk.about(cases, caseId, act)
        .first(heir::hold)
        .decide(
            Wishing.class,
            (c, now) -> {
              heir.sure(c);
              if (!c.exists() || !c.began().customer().equals(party)) {
                throw new Cases.NotSeen(caseId);
              }
              var message =
                  new Arrivals.Spoken(
                      new MessageId(now.newId()),
                      party,
                      Channel.PORTAL,
                      Trust.VERIFIED,
                      Sender.PERSON,
                      null);
              var around = surroundings.around(c, now.instant());
              return Wishes.wish(c, message, which, at, read, words, around, now);
            });
  }

  /**
   * A message of ours did not arrive, with whoever it went to; {@code report} is the mail that says
   * so, if any.
   */
  public Filed undelivered(
      CaseId caseId,
      MessageId message,
      @Nullable PartyId to,
      @Nullable MailId report,
      @Nullable Writing writing,
      CommandId command) {
    var act = new Command(command, Actor.SYSTEM, Via.MAIL, "undelivered" + message + to);
    return desk.decide(
        act,
        Filed.class,
        pen -> {
          var heir = new Heir(db, caseId);
          heir.hold(pen);
          Case c = null;
          Mail waiting = null;
          var chains =
              report == null ? List.of(caseId.chain()) : ascending(report.chain(), caseId.chain());
          for (var chain : chains) {
            if (chain.equals(caseId.chain())) {
              c = heir.sure(pen.hold(cases, caseId));
            } else {
              waiting = pen.hold(mails, chain);
            }
          }
          if (c == null || !c.exists()) {
            throw new Cases.NotSeen(caseId);
          }
          if (waiting != null && waiting.state() != Mail.State.KEPT) {
            return Verdict.refused(new Filed.NotWaiting());
          }
          var around = surroundings.around(c, pen.now().instant());
          var said = new ArrayList<Said>();
          var steps =
              to == null || to.equals(c.began().customer())
                  ? Replies.undelivered(c, message, around, pen.now())
                  : Participants.notReached(c, message, to, around, pen.now());
          steps.said().forEach(one -> said.add(Said.said(caseId.chain(), one.fact(), one.words())));
          if (report != null && writing != null) {
            said.add(filed(report, caseId, message, Filing.DELIVERY_REPORT, writing));
          }
          if (said.isEmpty()) { // whoever it was for takes no part any more
            return Verdict.refused(new Filed.NotWaiting());
          }
          return Verdict.agreed(new Filed.AsReply(caseId, message), said);
        });
  }

  /** What a machine writes tells nothing about whoever owns it. */
  private Read read(Writing writing) {
    return writing.sender() == Sender.MACHINE
        ? Read.NOTHING
        : hearing.read(writing.words().text("body"), writing.author().tongue());
  }

  private static Arrivals.Spoken spoken(
      MessageId id, PartyId from, Writing writing, @Nullable MailId mail) {
    return new Arrivals.Spoken(
        id, from, writing.channel(), writing.trust(), writing.sender(), mail);
  }

  private static Said filed(MailId mail, CaseId in, MessageId as, Filing how, Writing writing) {
    return Said.said(mail.chain(), new MailFiled(in, as, how, writing.readable()), writing.shown());
  }
}
