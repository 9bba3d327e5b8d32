package org.answerable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.answerable.facts.CaseId;
import org.answerable.facts.ChainId;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Erasing.Ground;
import org.answerable.facts.Ids;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.PartRef;
import org.answerable.facts.PartyId;
import org.answerable.facts.Receiving.Hold;
import org.answerable.facts.RequestId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.Talking.Mark;
import org.answerable.facts.Talking.Trust;
import org.answerable.facts.Tongue;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Finding;
import org.answerable.ledger.reading.LedgerFiles;
import org.answerable.ledger.reading.Rebuilding;
import org.answerable.ledger.reading.Rebuilding.Difference;
import org.answerable.ledger.reading.Verify;
import org.answerable.ledger.writing.Erasures;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Filings;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.people.Duty;
import org.answerable.work.people.LockOuts;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.answerable.work.post.Post;
import org.junit.jupiter.api.Test;

/**
 * Registers and views are what the facts add up to: after random histories, with erasures at random
 * moments, what a rebuild makes of the entries equals the living rows, row for row. {@code
 * -Dhistories} sets how many, {@code -Dseed} repeats a run up to its ids.
 */
class RebuildTest {

  private static final int HISTORIES = Integer.getInteger("histories", 2_000);
  private static final int TOGETHER = 100;

  /** Stands in every text that goes in; may stand in no header. */
  private static final String CANARY = "kanarienvogel";

  @Test
  void rebuiltEqualsLivingAfterRandomHistoriesWithErasures() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RebuildTest: -Dseed=" + seed);
    var types = new ConcurrentSkipListSet<String>();
    var entries = new AtomicLong();
    var erased = new AtomicLong();
    IntStream.range(0, HISTORIES / TOGETHER)
        .parallel()
        .forEach(batch -> {
          try (var house = House.built()) {
            var lives = new Lives(house, new Random(seed + batch));
            lives.live(TOGETHER);
            assertThat(differences(house))
                .as(() -> "seed " + seed + ", batch " + batch + "\n" + lives.told())
                .isEmpty();
            assertThat(findings(house)).isEmpty();
            assertThat(headersWith(house, CANARY)).isZero();
            assertThat(strayBlobs(house)).isZero();
            entries.addAndGet(count(house, "select count(*) from ledger.entry"));
            erased.addAndGet(
                count(house, "select count(*) from ledger.part where erased_by is not null"));
            types.addAll(types(house));
          }
        });
    System.out.println("RebuildTest: " + HISTORIES + " histories");
    System.out.println("RebuildTest: " + entries + " entries, " + erased + " parts erased");
    assertThat(types)
        .as("what such histories must come across")
        .contains(
            "commitment.broken",
            "commitment.kept",
            "commitment.renegotiated",
            "commitment.released",
            "commitment.corrected",
            "case.reopened",
            "case.confirmed",
            "case.unconfirmed",
            "case.declined",
            "case.owner_moved",
            "message.undelivered",
            "participant.offered",
            "participant.added",
            "participant.removed",
            "participant.not_reached",
            "mail.held",
            "mail.repeated",
            "person.locked_out",
            "erasure.executed");
  }

  @Test
  void aFalsifiedRowIsFoundAndReplaced() {
    try (var house = House.built()) {
      var desk = Northwind.in(house);
      var parcel = desk.mail("priya@example.org", "Priya", "Lost parcel", "It never arrived.");
      assertThat(differences(house)).isEmpty();
      superuser(
          house, "update work.cases set subject = 'All is well', owner_id = gen_random_uuid()");
      superuser(house, "delete from work.people where name = 'Maya Okafor'");
      superuser(
          house,
          "insert into views.messages (chain_id, seq, id, sort, at, channel, machine, asks, files,"
              + " preview, failed) values (gen_random_uuid(), 1, gen_random_uuid(), 'sent', now(),"
              + " 'desk', false, false, 0, 'Never said', false)");

      var found = differences(house);
      assertThat(found)
          .extracting(Difference::table)
          .containsExactlyInAnyOrder("work.cases", "work.people", "views.messages");
      assertThat(found)
          .filteredOn(one -> parcel.chain().equals(one.chain()))
          .singleElement()
          .satisfies(one -> {
            assertThat(one.living()).singleElement().asString().contains("All is well");
            assertThat(one.rebuilt()).singleElement().asString().contains("Lost parcel");
          });

      superuser(house, "delete from views.messages where preview = 'Never said'");
      rebuilt(house, true);
      assertThat(differences(house)).isEmpty();
      assertThat(desk.ownerOf(parcel)).isIn(desk.maya, desk.jonas, desk.lena);
    }
  }

  @Test
  void erasingTakesTheWordsTheFilesAndEveryRowTakenFromThem() {
    try (var house = House.built()) {
      var desk = Northwind.in(house);
      var parcel = desk.mail(CANARY + "@example.org", CANARY, CANARY, CANARY + " is lost");
      desk.answer(parcel, desk.ownerOf(parcel), "We look for " + CANARY, new NextWord.AsUsual());
      desk.reply(parcel, "tom-" + CANARY + "@example.org", "I help " + CANARY, Trust.VERIFIED);
      assertThat(everyTrace(house)).anyMatch(trace -> trace.startsWith("work.participants"));

      for (var chain : chains(house)) {
        if (chain.kind() != ChainKind.CONFIG && chain.kind() != ChainKind.SYSTEM) {
          erase(house, desk.lena, chain, parts(house, chain.id()));
        }
      }

      assertThat(everyTrace(house)).isEmpty();
      assertThat(count(house, "select count(*) from ledger.blob")).isZero();
      assertThat(findings(house)).isEmpty();
      assertThat(differences(house)).isEmpty();
    }
  }

  @Test
  void anErasureNamesWhatIsThereOrDoesNothing() {
    try (var house = House.built()) {
      var desk = Northwind.in(house);
      var parcel = desk.mail("priya@example.org", "Priya", "Lost parcel", "It never arrived.");
      var chain = new Chain(parcel.chain(), ChainKind.CASE);
      long before = count(house, "select count(*) from ledger.entry");
      assertThat(erase(house, desk.lena, chain, List.of(new PartRef(1, "no_such"))))
          .isEqualTo(new Erasures.Erasure.NoSuchPart(1, "no_such"));
      assertThat(erase(house, desk.lena, chain, List.of()))
          .isEqualTo(new Erasures.Erasure.NothingNamed());
      assertThat(count(house, "select count(*) from ledger.entry")).isEqualTo(before);
      assertThat(erase(house, desk.lena, chain, List.of(new PartRef(1, "subject"))))
          .isEqualTo(new Erasures.Erasure.Executed(1));
      assertThat(erase(house, desk.lena, chain, List.of(new PartRef(1, "subject"))))
          .as("gone already")
          .isEqualTo(new Erasures.Erasure.Executed(1));
    }
  }

  private static List<String> types(House house) {
    return house
        .db()
        .sql("select distinct type from ledger.entry limit 1000")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private record Chain(ChainId id, ChainKind kind) {}

  private static List<Chain> chains(House house) {
    return house
        .db()
        .sql(
            "select chain_id, kind from ledger.chain where head_seq > 0 order by chain_id limit 10000")
        .query((row, _) ->
            new Chain(
                new ChainId(row.getObject("chain_id", UUID.class)),
                ChainKind.of(row.getString("kind"))))
        .list();
  }

  private static List<PartRef> parts(House house, ChainId chain) {
    return house
        .db()
        .sql(
            "select seq, name from ledger.part where chain_id = :chain order by seq, name limit 1000")
        .param("chain", chain.value())
        .query((row, _) -> new PartRef(row.getLong("seq"), row.getString("name")))
        .list();
  }

  private static Erasures.Erasure erase(
      House house, StaffId by, Chain chain, List<PartRef> targets) {
    return house
        .room(Erasures.class)
        .erase(
            chain.kind(),
            chain.id(),
            new RequestId(Ids.fresh()),
            Ground.REQUEST,
            targets,
            Northwind.command(by));
  }

  private static List<Difference> differences(House house) {
    return rebuilt(house, false);
  }

  private static List<Difference> rebuilt(House house, boolean keep) {
    var found = new ArrayList<Difference>();
    try (var pool = House.pool(house.database().as("answerable_rebuild"), 2);
        var rooms = House.rooms(pool, null)) {
      var rebuilding = rooms.getBean(Rebuilding.class);
      if (keep) {
        rebuilding.replace(found::add);
      } else {
        rebuilding.compare(found::add);
      }
    }
    return found;
  }

  /** What the checker says that believes nothing, with the registers and views compared before. */
  private static List<Finding> findings(House house) {
    house.catchUp();
    var app = house.database().as("answerable_app").dataSource();
    var files = LedgerFiles.in(Path.of("target", "no-notes"), null);
    return new Verify(app, files, List.of()).run().first();
  }

  private static long count(House house, String query) {
    return house.db().sql(query).query(Long.class).single();
  }

  private static long headersWith(House house, String word) {
    return house
        .db()
        .sql("select count(*) from ledger.entry where position(:word in header) > 0")
        .param("word", word.getBytes(StandardCharsets.UTF_8))
        .query(Long.class)
        .single();
  }

  private static long strayBlobs(House house) {
    return count(
        house,
        "select count(*) from ledger.blob b where not exists (select from ledger.part p where"
            + " p.blob_id = b.blob_id)");
  }

  /** Each column of each table that still holds the canary. */
  private static List<String> everyTrace(House house) {
    var traces = new ArrayList<String>();
    for (var table :
        house
            .owner()
            .sql(
                """
                select table_schema || '.' || table_name
                  from information_schema.tables
                 where table_schema in ('ledger', 'work', 'views', 'doors')
                   and table_type = 'BASE TABLE'
                 limit 1000
                """)
            .query((row, _) -> row.getString(1))
            .list()) {
      long rows =
          house
              .owner()
              .sql(
                  "select count(*) from "
                      + table
                      + " t where t::text ilike :text or t::text like :bytes")
              .param("text", "%" + CANARY + "%")
              .param(
                  "bytes",
                  "%"
                      + java.util.HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8))
                      + "%")
              .query(Long.class)
              .single();
      if (rows > 0) {
        traces.add(table + ": " + rows);
      }
    }
    return traces;
  }

  private static void superuser(House house, String sql) {
    try (var connection = house.database().dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Cases lived side by side, one random step after the other, by people who come and go. */
  private static final class Lives {

    private static final int STEPS_MAX = 6;

    private final List<String> story = new ArrayList<>();
    private final House house;
    private final Northwind desk;
    private final Random random;
    private final Map<CaseId, Integer> open = new HashMap<>();
    private int born;

    Lives(House house, Random random) {
      this.house = house;
      this.random = random;
      this.desk = random.nextBoolean() ? Northwind.in(house) : Northwind.takingCases(house);
      house.room(Teams.class).join(desk.team, leader(), Northwind.command(desk.lena));
    }

    private StaffId leader() {
      var newcomer =
          new People.Newcomer(
              "Ines " + CANARY,
              "Ines",
              "ines@northwind.example",
              Role.LEADER,
              Tongue.DE,
              Northwind.BERLIN);
      var joined = house.room(People.class).add(newcomer, Northwind.command(desk.lena));
      return ((People.Joining.Joined) joined).id();
    }

    String told() {
      return String.join("\n", story);
    }

    void live(int histories) {
      while (born < histories || !open.isEmpty()) {
        if (born < histories && (open.size() < 5 || random.nextInt(8) == 0)) {
          begin();
        } else {
          var cases =
              open.keySet().stream()
                  .sorted(java.util.Comparator.comparing(CaseId::toString))
                  .toList();
          var one = cases.get(random.nextInt(cases.size()));
          step(one);
          if (open.merge(one, -1, Integer::sum) <= 0) {
            open.remove(one);
          }
        }
        if (random.nextInt(12) == 0) {
          pass();
        }
        if (random.nextInt(60) == 0) {
          staff();
        }
      }
      house.after(Duration.ofDays(random.nextInt(12)));
    }

    private void begin() {
      born++;
      int from = random.nextInt(40);
      var id = desk.mail("c" + from + "@" + CANARY + ".example", "C " + CANARY, text(), text());
      open.put(id, 1 + random.nextInt(STEPS_MAX));
      told(id, "begins");
    }

    private void pass() {
      var passed =
          switch (random.nextInt(6)) {
            case 0, 1, 2 -> Duration.ofMinutes(1 + random.nextInt(30));
            case 3, 4 -> Duration.ofHours(1 + random.nextInt(9));
            default -> Duration.ofDays(1 + random.nextInt(4));
          };
      story.add("+ " + passed);
      house.after(passed);
    }

    private void staff() {
      var who = random.nextBoolean() ? desk.jonas : desk.maya;
      var by = Northwind.command(desk.lena);
      var result =
          switch (random.nextInt(5)) {
            case 0, 1 -> house.room(LockOuts.class).lockOut(who, text(), by);
            case 2, 3 -> house.room(People.class).letIn(who, by);
            default ->
                house
                    .room(Duty.class)
                    .away(who, house.now(), house.now().plus(Duration.ofDays(1)), by);
          };
      story.add("staff: " + result);
      house.room(Teams.class).join(desk.team, who, Northwind.command(desk.lena));
    }

    private void step(CaseId id) {
      told(id, String.valueOf(done(id)));
    }

    private void told(CaseId id, String what) {
      story.add(id + " " + what);
    }

    private Object done(CaseId id) {
      var people = List.of(desk.lena, desk.maya, desk.jonas);
      var who = house.room(People.class).who(people.get(random.nextInt(3)));
      var me = who.orElseGet(() -> desk.who(desk.lena));
      var party = desk.party(id);
      var cases = house.room(Cases.class);
      var command = Northwind.once();
      return switch (random.nextInt(31)) {
        case 0, 1, 2 -> desk.reply(id, addressOf(id), text());
        case 3 -> desk.reply(id, "stranger@" + CANARY + ".example", text());
        case 4, 5 ->
            house
                .room(Filings.class)
                .onTheirPage(id, party, Words.of("body", text()), Northwind.once());
        case 6, 7, 8, 9 -> cases.reply(id, me, draft(id), text(), command);
        case 10, 26 -> correct(id, me);
        case 25 -> cases.note(id, me, Channel.PHONE, text(), command);
        case 11 -> cases.keep(id, me, commitment(id, "open"), text(), command);
        case 12 -> strayMail();
        case 13 ->
            cases.newTime(id, me, commitment(id, "open"), by(), desk.newest(id), text(), command);
        case 14 -> cases.object(id, party, evidence(id), command);
        case 15 -> cases.confirm(id, party, command);
        case 16 -> cases.notYet(id, party, command);
        case 17 -> cases.noteTheirWord(id, me, pick(Cases.Noted.values()), null, text(), command);
        case 18 -> cases.decline(id, me, desk.lena, text(), text(), null, desk.newest(id), command);
        case 19 ->
            random.nextBoolean()
                ? cases.needsNoAnswer(id, me, text(), desk.newest(id), command)
                : cases.isNoCase(id, me, text(), desk.newest(id), command);
        case 20 -> cases.look(id, party, command);
        case 21 -> cases.mark(id, me, message(id), pick(Mark.values()), command);
        case 22 ->
            random.nextBoolean()
                ? cases.take(id, me, command)
                : cases.move(id, desk.who(desk.lena), desk.jonas, text(), command);
        case 23 ->
            house.room(Filings.class).undelivered(id, message(id), null, null, null, command);
        case 28 -> desk.reply(id, colleague(), text(), Trust.VERIFIED);
        case 29, 30 -> takesPart(id, me);
        default -> eraseSome(id);
      };
    }

    /** A colleague writes and may be added; and what can come of that. */
    private List<Object> takesPart(CaseId id, org.answerable.sight.Who me) {
      var cases = house.room(Cases.class);
      var results = new ArrayList<Object>();
      results.add(desk.reply(id, colleague(), text(), Trust.VERIFIED));
      if (random.nextInt(4) > 0) {
        results.add(cases.addParticipant(id, me, offer(id), Northwind.once()));
      }
      results.add(
          switch (random.nextInt(4)) {
            case 0 -> cases.removeParticipant(id, me, participant(id), Northwind.once());
            case 1 -> participantWrites(id);
            case 2 ->
                house
                    .room(Filings.class)
                    .undelivered(id, message(id), participant(id), null, null, Northwind.once());
            default -> eraseSome(id);
          });
      return results;
    }

    private String colleague() {
      return "colleague" + random.nextInt(2) + "@" + CANARY + ".example";
    }

    private MessageId offer(CaseId id) {
      return one(
          id,
          "select message_id from work.participants where chain_id = :id order by random() limit 1");
    }

    private PartyId participant(CaseId id) {
      return new PartyId(
          one(
                  id,
                  "select party_id from work.participants where chain_id = :id"
                      + " order by since_seq nulls last, party_id limit 1")
              .value());
    }

    private Object participantWrites(CaseId id) {
      var from =
          house
              .db()
              .sql(
                  "select coalesce(address, 'gone@example.org') from work.participants"
                      + " where chain_id = :id order by since_seq nulls last, party_id limit 1")
              .param("id", id.value())
              .query(String.class)
              .optional()
              .orElse(colleague());
      return house
          .room(Filings.class)
          .mailAsReply(
              desk.kept(text()),
              Northwind.writing(from, "Tom", "Re", text(), Trust.SILENT),
              id,
              participant(id),
              Northwind.once());
    }

    /** Most often done in time and written down late. */
    private Object correct(CaseId id, org.answerable.sight.Who me) {
      var which = commitment(id, "broken");
      var due =
          house
              .db()
              .sql("select due_at from work.commitments where id = :id")
              .param("id", which.value())
              .query((row, _) -> row.getObject(1, java.time.OffsetDateTime.class).toInstant())
              .optional()
              .orElse(house.now());
      var done = due.minusNanos(1_000L * random.nextInt(1_000_000)).plusSeconds(random.nextInt(2));
      return house.room(Cases.class).correct(id, me, which, done, text(), Northwind.once());
    }

    private Object strayMail() {
      var post = house.room(Post.class);
      var mail = desk.kept(text());
      post.tryToRead(mail);
      var shown = Words.of("from", text()).and("sender", CANARY).and("body", text());
      var held = post.hold(mail, pick(Hold.values()), shown);
      twice();
      return switch (random.nextInt(3)) {
        case 0 -> held;
        case 1 -> post.setAside(mail, desk.maya, Northwind.command(desk.maya));
        default -> fromTheTray(mail);
      };
    }

    private Object fromTheTray(org.answerable.facts.MailId mail) {
      return house
          .room(Filings.class)
          .mailAsCase(
              mail,
              Northwind.writing(
                  "tray@" + CANARY + ".example", CANARY, text(), text(), Trust.SILENT),
              new Filings.Place(desk.team, desk.brand),
              desk.maya,
              Northwind.once());
    }

    /** The same mail by SMTP once more. */
    private void twice() {
      desk.keptWithDigest("digest " + random.nextInt(3), text());
    }

    private Object eraseSome(CaseId id) {
      var all = chains(house);
      var chain =
          random.nextBoolean()
              ? new Chain(id.chain(), ChainKind.CASE)
              : all.get(random.nextInt(all.size()));
      if (chain.kind() == ChainKind.CONFIG || chain.kind() == ChainKind.SYSTEM) {
        return "nothing";
      }
      var some = parts(house, chain.id()).stream().filter(_ -> random.nextInt(3) > 0).toList();
      return "erases " + chain + " " + some + " " + erase(house, desk.lena, chain, some);
    }

    private Replies.Draft draft(CaseId id) {
      var next =
          switch (random.nextInt(7)) {
            case 0, 1 -> by();
            case 2, 3 -> new NextWord.TheirStep();
            case 4, 5 -> new NextWord.Asking();
            default -> new NextWord.AsUsual();
          };
      var seen = random.nextInt(6) == 0 ? null : desk.newest(id);
      var done = random.nextBoolean() ? Set.of(commitment(id, "open")) : Set.<CommitmentId>of();
      return new Replies.Draft(seen, done, random.nextBoolean(), next);
    }

    private NextWord.By by() {
      var kinds = List.of(Kind.NEXT_UPDATE, Kind.CALLBACK, Kind.ANSWER, Kind.ACTION, Kind.REMEDY);
      var at = house.now().plus(Duration.ofMinutes(30L * random.nextInt(60)));
      return new NextWord.By(kinds.get(random.nextInt(5)), at, random.nextBoolean());
    }

    private CommitmentId commitment(CaseId id, String standing) {
      var some =
          house
              .db()
              .sql(
                  """
                  select id
                    from work.commitments
                   where chain_id = :id
                     and work.standing(due_at, ending) = :standing
                   order by id
                   limit 100
                  """)
              .param("id", id.value())
              .param("standing", standing)
              .query((row, _) -> new CommitmentId(row.getObject(1, UUID.class)))
              .list();
      return some.isEmpty() ? new CommitmentId(Ids.fresh()) : some.get(random.nextInt(some.size()));
    }

    private MessageId evidence(CaseId id) {
      return one(
          id,
          "select evidence from work.commitments where chain_id = :id"
              + " and corrected_at is not null order by id limit 1");
    }

    private MessageId message(CaseId id) {
      return one(
          id, "select id from views.messages where chain_id = :id order by random() limit 1");
    }

    private MessageId one(CaseId id, String query) {
      return house
          .db()
          .sql(query)
          .param("id", id.value())
          .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
          .optional()
          .orElseGet(() -> new MessageId(Ids.fresh()));
    }

    private String addressOf(CaseId id) {
      return house
          .db()
          .sql(
              "select coalesce(address, 'gone@example.org') from work.parties where chain_id = :id limit 1")
          .param("id", id.value())
          .query((row, _) -> row.getString(1))
          .single();
    }

    private String text() {
      return CANARY + " " + random.nextInt(1000) + (random.nextInt(9) == 0 ? "\0\n\uD800" : "");
    }

    private <T> T pick(T[] some) {
      return some[random.nextInt(some.length)];
    }
  }
}
