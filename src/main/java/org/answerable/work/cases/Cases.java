package org.answerable.work.cases;

import java.time.Instant;
import java.util.UUID;
import org.answerable.facts.CaseId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommandId;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Ending.How;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartyId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking;
import org.answerable.ledger.reading.Actor;
import org.answerable.ledger.reading.Via;
import org.answerable.ledger.writing.Command;
import org.answerable.ledger.writing.Desk;
import org.answerable.ledger.writing.Moment;
import org.answerable.ledger.writing.Verdict;
import org.answerable.ledger.writing.Words;
import org.answerable.sight.Who;
import org.answerable.work.cases.Endings.Closing;
import org.answerable.work.cases.Endings.Looking;
import org.answerable.work.cases.Endings.Marking;
import org.answerable.work.cases.Endings.TheirWord;
import org.answerable.work.cases.Endings.Word;
import org.answerable.work.cases.Participants.Adding;
import org.answerable.work.cases.Participants.Removing;
import org.answerable.work.cases.Promises.Correction;
import org.answerable.work.cases.Promises.Keeping;
import org.answerable.work.cases.Promises.Objection;
import org.answerable.work.cases.Replies.Draft;
import org.answerable.work.cases.Replies.Enclosed;
import org.answerable.work.cases.Replies.NewTime;
import org.answerable.work.cases.Replies.Note;
import org.answerable.work.cases.Replies.Reply;
import org.answerable.work.cases.Takings.Moving;
import org.answerable.work.cases.Takings.Taking;
import org.answerable.work.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people do to a case. Each method is one command: it fetches what surrounds the case, lets a
 * pure verdict be made, and appends what follows. Staff who may not see a case get {@link NotSeen},
 * as if there were none.
 */
@Component
public final class Cases {

  /** The most urgent that waits for somebody of these teams to take it. */
  private static final String NEXT_UNTAKEN =
      """
      select chain_id
        from work.cases
       where team_id = any (:teams::uuid[])
         and outcome is null
         and not taken
       order by next_due_at nulls last, opened_at
       limit 5
      """;

  private static final String REACHABLE =
      """
      select exists (select from work.participants
                      where chain_id = :chain
                        and party_id = :party
                        and address is not null)
      """;

  private final JdbcClient db;
  private final Desk desk;
  private final CaseSubjects cases;
  private final Surroundings surroundings;

  Cases(JdbcClient db, Desk desk, CaseSubjects cases, Surroundings surroundings) {
    this.db = db;
    this.desk = desk;
    this.cases = cases;
    this.surroundings = surroundings;
  }

  /** There is no such case for whoever asks: a door answers 404. */
  public static final class NotSeen extends RuntimeException {
    NotSeen(CaseId id) {
      super("Case " + id + " is not there for whoever asked");
    }
  }

  /** A verdict about a case, with what surrounds it. */
  @FunctionalInterface
  private interface Rule<A> {
    Verdict<A> on(Case c, Around around, Moment now);
  }

  private <A> A staff(
      CaseId id, Who me, CommandId command, String content, Class<A> result, Rule<A> rule) {
    var heir = new Heir(db, id);
    return desk.about(cases, id, new Command(command, Actor.of(me.person()), Via.WEB, content))
        .first(heir::hold)
        .decide(
            result,
            (c, now) -> {
              if (!sees(me, heir.sure(c))) {
                throw new NotSeen(id);
              }
              return rule.on(c, surroundings.around(c, now.instant(), me.person()), now);
            });
  }

  private static boolean sees(Who me, Case c) {
    return c.exists()
        && (me.role().atLeast(Role.LEADER)
            || c.owner().equals(me.person())
            || me.teams().contains(c.began().team()));
  }

  private <A> A customer(
      CaseId id, PartyId party, CommandId command, String content, Class<A> result, Rule<A> rule) {
    var heir = new Heir(db, id);
    return desk.about(cases, id, new Command(command, Actor.customer(party), Via.PORTAL, content))
        .first(heir::hold)
        .decide(
            result,
            (c, now) -> {
              heir.sure(c);
              if (!c.exists() || !c.began().customer().equals(party)) {
                throw new NotSeen(id);
              }
              return rule.on(c, surroundings.around(c, now.instant()), now);
            });
  }

  // Owning

  /** Takes what the duty lead holds. */
  public Taking take(CaseId id, Who me, CommandId command) {
    return desk.about(cases, id, new Command(command, Actor.of(me.person()), Via.WEB, "take"))
        .alsoHolding(Person.SUBJECTS, me.person()) // who cannot be locked out meanwhile
        .decide(
            Taking.class,
            (c, now) -> {
              if (!sees(me, c)) {
                throw new NotSeen(id);
              }
              var around = surroundings.around(c, now.instant(), me.person());
              return Takings.take(c, me.person(), around, now);
            });
  }

  /** The most urgent case of one's teams that nobody has taken; null where there is none. */
  public @Nullable CaseId giveMeTheNext(Who me, CommandId command) {
    var candidates =
        db.sql(NEXT_UNTAKEN)
            .param(
                "teams", me.teams().stream().map(t -> t.value().toString()).toArray(String[]::new))
            .query((row, _) -> new CaseId(row.getObject(1, UUID.class)))
            .list();
    for (var id : candidates) {
      var own = new CommandId(org.answerable.facts.Ids.following(command, id.hashCode()));
      if (take(id, me, own) instanceof Taking.Yours) {
        return id;
      }
    }
    return null;
  }

  /** A lead decides who answers, and says why. */
  public Moving move(CaseId id, Who me, StaffId to, String why, CommandId command) {
    if (!me.role().atLeast(Role.LEAD)) {
      throw new NotSeen(id);
    }
    return desk.about(
            cases, id, new Command(command, Actor.of(me.person()), Via.WEB, "move" + to + why))
        .alsoHolding(Person.SUBJECTS, to)
        .decide(
            Moving.class,
            (c, now) -> {
              if (!sees(me, c)) {
                throw new NotSeen(id);
              }
              return Takings.move(
                  c,
                  to,
                  Words.of("why", why),
                  surroundings.around(c, now.instant(), me.person(), to),
                  now);
            });
  }

  // Talking

  /** A public reply, with what comes next. */
  public Reply reply(CaseId id, Who me, Draft draft, String body, CommandId command) {
    return reply(id, me, draft, body, Enclosed.NOTHING, command);
  }

  /** A public reply with files. */
  public Reply reply(
      CaseId id, Who me, Draft draft, String body, Enclosed files, CommandId command) {
    return staff(
        id,
        me,
        command,
        "reply" + draft + body + files.content(),
        Reply.class,
        (c, around, now) ->
            Replies.send(
                c, me.person(), draft, Words.of("body", body).and(files.words()), around, now));
  }

  /** Another time for a promise, told with these words. */
  public NewTime newTime(
      CaseId id,
      Who me,
      CommitmentId which,
      NextWord.By by,
      @Nullable MessageId seen,
      String body,
      CommandId command) {
    return staff(
        id,
        me,
        command,
        "time" + which + by + body,
        NewTime.class,
        (c, around, now) ->
            Replies.newTime(c, me.person(), which, by, seen, Words.of("body", body), around, now));
  }

  /** A note for the team alone, or a call written down. */
  public Note note(CaseId id, Who me, Channel channel, String body, CommandId command) {
    return note(id, me, channel, body, Enclosed.NOTHING, command);
  }

  /** A note with files. */
  public Note note(
      CaseId id, Who me, Channel channel, String body, Enclosed files, CommandId command) {
    return staff(
        id,
        me,
        command,
        "note" + channel + body + files.content(),
        Note.class,
        (c, around, now) ->
            Replies.note(
                c, me.person(), channel, Words.of("body", body).and(files.words()), around, now));
  }

  /** A person says what a customer's message is. */
  public Marking mark(CaseId id, Who me, MessageId message, Talking.Mark mark, CommandId command) {
    return staff(
        id,
        me,
        command,
        "mark" + message + mark,
        Marking.class,
        (c, around, now) -> Endings.mark(c, me.person(), message, mark, around, now));
  }

  // Promising

  /** What was promised is done; the note says so. */
  public Keeping keep(CaseId id, Who me, CommitmentId which, String note, CommandId command) {
    return staff(
        id,
        me,
        command,
        "keep" + which + note,
        Keeping.class,
        (c, around, now) ->
            Promises.keep(c, me.person(), which, Words.of("body", note), around, now));
  }

  /** It was done at {@code done}, in time, and written down late. */
  public Correction correct(
      CaseId id, Who me, CommitmentId which, Instant done, String why, CommandId command) {
    return staff(
        id,
        me,
        command,
        "correct" + which + done + why,
        Correction.class,
        (c, around, now) ->
            Promises.correct(c, me.person(), which, done, Words.of("body", why), around, now));
  }

  /** The customer does not agree with a correction. */
  public Objection object(CaseId id, PartyId by, MessageId to, CommandId command) {
    return customer(
        id,
        by,
        command,
        "object" + to,
        Objection.class,
        (c, around, now) -> Promises.object(c, by, to, around, now));
  }

  // Taking part

  /** Whoever wrote {@code in}, and was offered there, takes part from now on. */
  public Adding addParticipant(CaseId id, Who me, MessageId in, CommandId command) {
    return staff(
        id,
        me,
        command,
        "add" + in,
        Adding.class,
        (c, around, now) -> {
          var who = c.offers().get(in);
          boolean reachable = who != null && isReachable(id, who);
          return Participants.add(c, me.person(), in, reachable, around, now);
        });
  }

  private boolean isReachable(CaseId id, PartyId who) {
    return db.sql(REACHABLE)
        .param("chain", id.value())
        .param("party", who.value())
        .query(Boolean.class)
        .single();
  }

  /** What follows goes to them no more. */
  public Removing removeParticipant(CaseId id, Who me, PartyId who, CommandId command) {
    return staff(
        id,
        me,
        command,
        "remove" + who,
        Removing.class,
        (c, around, now) -> Participants.remove(c, me.person(), who, around, now));
  }

  // Ending

  /** "Yes, solved", by a click on the customer's own page. */
  public TheirWord confirm(CaseId id, PartyId by, CommandId command) {
    return customer(
        id,
        by,
        command,
        "confirm",
        TheirWord.class,
        (c, around, now) -> Endings.confirm(c, clicked(by), Words.NONE, around, now));
  }

  /** "Not yet", by a click on the customer's own page. */
  public TheirWord notYet(CaseId id, PartyId by, CommandId command) {
    return customer(
        id,
        by,
        command,
        "not yet",
        TheirWord.class,
        (c, around, now) -> Endings.notYet(c, clicked(by), Words.NONE, around, now));
  }

  private static Word clicked(PartyId by) {
    return new Word(by, How.CLICK, null, null);
  }

  /** What a person noted as the customer's word. */
  public enum Noted {
    SOLVED,
    NOT_YET,
    WITHDRAWN
  }

  /**
   * The customer said it in words, and a person notes it.
   *
   * @param message where they wrote it; null where they said it, and then {@code words} are theirs
   */
  public TheirWord noteTheirWord(
      CaseId id, Who me, Noted what, @Nullable MessageId message, String words, CommandId command) {
    return staff(
        id,
        me,
        command,
        "word" + what + message + words,
        TheirWord.class,
        (c, around, now) -> {
          var word =
              new Word(
                  c.began().customer(),
                  message == null ? How.SPOKEN : How.WORDS,
                  me.person(),
                  message);
          var said = Words.NONE.and("body", words);
          return switch (what) {
            case SOLVED -> Endings.confirm(c, word, said, around, now);
            case NOT_YET -> Endings.notYet(c, word, said, around, now);
            case WITHDRAWN -> Endings.withdraw(c, word, said, around, now);
          };
        });
  }

  /**
   * Not done, with a reason, an alternative and a named person to turn to.
   *
   * @param seen the newest message that was on the page of whoever declines
   */
  public Closing decline(
      CaseId id,
      Who me,
      StaffId door,
      String reason,
      String alternative,
      @Nullable String outside,
      @Nullable MessageId seen,
      CommandId command) {
    return desk.about(
            cases,
            id,
            new Command(
                command,
                Actor.of(me.person()),
                Via.WEB,
                "decline" + door + reason + alternative + outside))
        .decide(
            Closing.class,
            (c, now) -> {
              if (!sees(me, c)) {
                throw new NotSeen(id);
              }
              return Endings.decline(
                  c,
                  me.person(),
                  door,
                  seen,
                  Words.of("body", reason).and("alternative", alternative).and("outside", outside),
                  surroundings.around(c, now.instant(), me.person(), door),
                  now);
            });
  }

  /** It needs no answer. */
  public Closing needsNoAnswer(
      CaseId id, Who me, String why, @Nullable MessageId seen, CommandId command) {
    return staff(
        id,
        me,
        command,
        "noted" + why,
        Closing.class,
        (c, around, now) ->
            Endings.noted(c, me.person(), seen, Words.NONE.and("why", why), around, now));
  }

  /** It is no case at all. */
  public Closing isNoCase(
      CaseId id, Who me, String why, @Nullable MessageId seen, CommandId command) {
    return staff(
        id,
        me,
        command,
        "no case" + why,
        Closing.class,
        (c, around, now) ->
            Endings.noCase(c, me.person(), seen, Words.NONE.and("why", why), around, now));
  }

  /** "Someone else should look." */
  public Looking look(CaseId id, PartyId by, CommandId command) {
    return customer(
        id,
        by,
        command,
        "look",
        Looking.class,
        (c, around, now) -> Endings.look(c, by, around, now));
  }
}
