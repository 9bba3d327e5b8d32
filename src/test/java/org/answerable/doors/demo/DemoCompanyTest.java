package org.answerable.doors.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.answerable.House;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.command.DatabaseAccess;
import org.answerable.doors.command.Login;
import org.answerable.ledger.reading.AfterCommit;
import org.answerable.ledger.writing.Opening;
import org.answerable.work.cases.CaseStates;
import org.answerable.work.cases.Cases;
import org.answerable.work.cases.Filings;
import org.answerable.work.commitments.Clock;
import org.answerable.work.people.Companies;
import org.answerable.work.people.Duty;
import org.answerable.work.people.People;
import org.answerable.work.people.Teams;
import org.answerable.work.post.Post;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class DemoCompanyTest {

  @Test
  void fourWeeksOfNorthwindAreThereInEveryState() {
    try (var house = House.untold()) {
      long began = System.nanoTime();
      company(house).beforeDoorsOpen(new BeforeDoorsOpen.Opening.Demo());
      System.out.printf("The past of Northwind took %.1f s%n", (System.nanoTime() - began) / 1e9);

      assertThat(counted(house, "select stage as w, count(*) as n from work.cases group by 1"))
          .containsKeys("open", "waiting", "asked", "closed");
      assertThat(
              counted(
                  house,
                  "select outcome as w, count(*) as n from work.cases where outcome is not null group by 1"))
          .containsKeys("confirmed", "unconfirmed", "declined", "noted", "no_case");
      assertThat(
              counted(
                  house,
                  "select ending as w, count(*) as n from work.commitments where ending is not null group by 1"))
          .containsKeys("kept", "broken", "released");
      assertThat(counted(house, "select 'all' as w, count(*) as n from work.cases").get("all"))
          .isBetween(125L, 175L);
      assertThat(
              counted(
                  house,
                  "select 'overdue' as w, count(*) as n from work.commitments where ended_at is null and due_at < now()"))
          .containsEntry("overdue", 0L);
      assertThat(
              counted(
                  house,
                  """
                  select case when since_seq is null then 'offered' else 'added' end as w,
                         count(*) as n
                    from work.participants
                   where until_seq is null
                   group by 1
                  """))
          .as("one colleague of a customer was added, another stands there hidden")
          .isEqualTo(Map.of("added", 1L, "offered", 1L));
      System.out.println(
          counted(
              house,
              "select stage || coalesce(' ' || outcome, '') as w, count(*) as n from work.cases group by 1"));
      System.out.println(
          counted(
              house,
              "select kind || ' ' || coalesce(ending, 'open') as w, count(*) as n from work.commitments group by 1"));

      assertThat(house.differences()).isEmpty();
    }
  }

  private static DemoCompany company(House house) {
    var owner = house.database().as("answerable_ddl");
    var login = new Login(owner.user(), owner.password());
    return new DemoCompany(
        house.room(Opening.class),
        house.room(Companies.class),
        house.room(People.class),
        house.room(Teams.class),
        house.room(Duty.class),
        house.room(Post.class),
        house.room(Filings.class),
        house.room(Cases.class),
        house.room(Clock.class),
        house.room(AfterCommit.class),
        house.room(CaseStates.class),
        new ObjectProvider<>() {
          @Override
          public DatabaseAccess getObject() {
            return new DatabaseAccess(owner.url(), login, login, login, login);
          }
        });
  }

  private static Map<String, Long> counted(House house, String sql) {
    var counted = new TreeMap<String, Long>();
    house
        .db()
        .sql(sql)
        .query(row -> {
          counted.put(row.getString("w"), row.getLong("n"));
        });
    return counted;
  }
}
