package org.answerable.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.facts.CaseId;
import org.answerable.facts.StaffId;
import org.answerable.ledger.writing.CommandReused;
import org.answerable.work.cases.Endings.TheirWord;
import org.answerable.work.cases.NextWord;
import org.answerable.work.cases.Replies;
import org.answerable.work.cases.Replies.Reply;
import org.answerable.work.people.LockOuts;
import org.answerable.work.people.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same thing twice, and two things at once. */
class AtOnceTest {

  private House house;
  private Northwind desk;
  private CaseId parcel;

  @BeforeEach
  void open() {
    house = House.built();
    desk = Northwind.in(house);
    parcel = desk.mail("priya@example.org", "Priya Raman", "Lost parcel", "It never arrived.");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aReplyPostedTwiceIsOneReplyWithOneResult() {
    var command = Northwind.once();
    var draft = seen();
    var first = desk.cases().reply(parcel, desk.who(desk.maya), draft, "I look for it.", command);
    var again = desk.cases().reply(parcel, desk.who(desk.maya), draft, "I look for it.", command);
    assertThat(first).isInstanceOf(Reply.Sent.class);
    assertThat(again).isEqualTo(first);
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void theSameCommandWithOtherWordsIsRefusedAsAFault() {
    var command = Northwind.once();
    var draft = seen();
    desk.cases().reply(parcel, desk.who(desk.maya), draft, "I look for it.", command);
    assertThatThrownBy(
            () -> desk.cases().reply(parcel, desk.who(desk.maya), draft, "It is lost.", command))
        .isInstanceOf(CommandReused.class)
        .hasMessageContaining("open the page again");
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void aRefusalIsRememberedToo() {
    var command = Northwind.once();
    var stale = new Replies.Draft(null, Set.of(), false, new NextWord.AsUsual());
    var refused = desk.cases().reply(parcel, desk.who(desk.maya), stale, "Late", command);
    assertThat(refused).isInstanceOf(Reply.NewerMessage.class);
    assertThat(desk.cases().reply(parcel, desk.who(desk.maya), stale, "Late", command))
        .isEqualTo(refused);
    assertThat(sent()).isZero();
  }

  @Test
  void theSameClickOnManyThreadsIsOneClick() throws Exception {
    desk.answer(parcel, desk.maya, "It is on its way.", new NextWord.Asking());
    var command = Northwind.once();
    var party = desk.party(parcel);
    var clicks = atOnce(8, _ -> desk.cases().confirm(parcel, party, command));
    assertThat(clicks).hasSize(8).hasOnlyElementsOfType(TheirWord.Recorded.class);
    assertThat(Set.copyOf(clicks)).hasSize(1);
    assertThat(entries("case.confirmed")).isEqualTo(1);
  }

  @Test
  void ofTwoWhoReplyAtOnceOneSeesTheOthersMessageAndNothingIsLost() throws Exception {
    for (int round = 0; round < 10; round++) {
      var draft = seen();
      long before = sent();
      var people = List.of(desk.maya, desk.jonas);
      var replies =
          atOnce(
              2,
              i ->
                  desk.cases()
                      .reply(
                          parcel, desk.who(people.get(i)), draft, "Reply " + i, Northwind.once()));
      assertThat(replies).filteredOn(Reply.Sent.class::isInstance).hasSize(1);
      assertThat(replies).filteredOn(Reply.NewerMessage.class::isInstance).hasSize(1);
      assertThat(sent()).isEqualTo(before + 1);
      var newer =
          (Reply.NewerMessage)
              replies.stream()
                  .filter(Reply.NewerMessage.class::isInstance)
                  .findFirst()
                  .orElseThrow();
      assertThat(newer.newest()).as("what the other is shown").isEqualTo(desk.newest(parcel));
    }
  }

  @Test
  void lockingOutUnderLoadLeavesNoOpenCaseWithSomebodyWhoMayNotAct() throws Exception {
    var going = new AtomicBoolean(true);
    var faults = new ConcurrentLinkedQueue<Throwable>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var load = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        int number = i;
        load.add(threads.submit(() -> work(number, going, faults)));
      }
      var outs = new ArrayList<Object>();
      try {
        for (int round = 0; round < 6; round++) {
          for (var who : List.of(desk.maya, desk.jonas)) {
            var by = Northwind.command(desk.lena);
            outs.add(house.room(LockOuts.class).lockOut(who, "leaves", by));
            assertThat(openOf(who)).as("from the very commit on").isZero();
            Thread.sleep(Duration.ofMillis(60));
            assertThat(openOf(who)).as("and meanwhile").isZero();
            house.room(People.class).letIn(who, Northwind.command(desk.lena));
          }
        }
      } finally {
        going.set(false);
      }
      for (var one : load) {
        one.get();
      }
      assertThat(outs).hasSize(12).hasOnlyElementsOfType(LockOuts.LockingOut.Out.class);
    }
    assertThat(faults).isEmpty();
  }

  private void work(int number, AtomicBoolean going, ConcurrentLinkedQueue<Throwable> faults) {
    for (int n = 0; going.get(); n++) {
      try {
        var id = desk.mail(number + "." + n + "@example.org", "C", "Subject", "Words");
        var lena = desk.who(desk.lena);
        desk.cases().move(id, lena, n % 2 == 0 ? desk.maya : desk.jonas, "fits", Northwind.once());
        desk.cases().isNoCase(id, lena, "spam", desk.newest(id), Northwind.once());
        desk.cases().notYet(id, desk.party(id), Northwind.once());
      } catch (RuntimeException e) {
        faults.add(e);
        return;
      }
    }
  }

  private long openOf(StaffId who) {
    return house
        .db()
        .sql("select count(*) from work.cases where owner_id = :who and outcome is null")
        .param("who", who.value())
        .query(Long.class)
        .single();
  }

  private Replies.Draft seen() {
    return new Replies.Draft(desk.newest(parcel), Set.of(), false, new NextWord.AsUsual());
  }

  private long sent() {
    return entries("message.sent");
  }

  private long entries(String type) {
    return house
        .db()
        .sql("select count(*) from ledger.entry where type = :type")
        .param("type", type)
        .query(Long.class)
        .single();
  }

  private interface Act<T> {
    T by(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int threads, Act<T> act)
      throws InterruptedException, ExecutionException {
    var start = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<T>>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        Callable<T> one =
            () -> {
              start.await();
              return act.by(number);
            };
        all.add(pool.submit(one));
      }
      start.countDown();
      var results = new ArrayList<T>();
      for (var one : all) {
        results.add(one.get());
      }
      return results;
    }
  }
}
