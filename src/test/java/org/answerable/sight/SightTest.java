package org.answerable.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.answerable.TestDatabase;
import org.answerable.facts.CaseId;
import org.answerable.facts.Ids;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SightTest {

  private static final String SEEN =
      """
      select name
        from cases k
       where (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]))
          or k.chain_id = :shown
       order by name
       limit 10
      """;

  private static final StaffId ANNA = new StaffId(Ids.fresh());
  private static final StaffId BEN = new StaffId(Ids.fresh());
  private static final TeamId SHOP = new TeamId(Ids.fresh());
  private static final TeamId TRADE = new TeamId(Ids.fresh());
  private static final CaseId PARCEL = new CaseId(Ids.fresh());

  private static TestDatabase database;
  private static JdbcClient db;

  @BeforeAll
  static void threeCases() {
    database = TestDatabase.fresh();
    db = database.client();
    db.sql("create table cases (chain_id uuid, owner_id uuid, team_id uuid, name text)").update();
    add(PARCEL.value(), ANNA, SHOP, "parcel");
    add(Ids.fresh(), BEN, SHOP, "lamp");
    add(Ids.fresh(), BEN, TRADE, "invoice");
  }

  @AfterAll
  static void dropIt() {
    database.close();
  }

  @Test
  void anAgentSeesTheirTeamsAndTheirOwn() {
    assertThat(seen(Sight.of(who(ANNA, Role.AGENT, SHOP)))).containsExactly("lamp", "parcel");
    assertThat(seen(Sight.of(who(ANNA, Role.LEAD)))).containsExactly("parcel");
    assertThat(seen(Sight.of(who(BEN, Role.AGENT, SHOP))))
        .containsExactly("invoice", "lamp", "parcel");
  }

  @Test
  void leadersAndAdministratorsSeeAll() {
    assertThat(seen(Sight.of(who(ANNA, Role.LEADER)))).hasSize(3);
    assertThat(seen(Sight.of(who(ANNA, Role.ADMIN)))).hasSize(3);
  }

  @Test
  void aLinkShowsItsOneCase() {
    assertThat(seen(Sight.of(PARCEL))).containsExactly("parcel");
  }

  @Test
  void nobodySeesWhatHasNoOwnerNoTeamAndNoName() {
    add(new UUID(1, 1), new StaffId(new UUID(7, 7)), new TeamId(new UUID(8, 8)), "stray");
    assertThat(seen(Sight.of(PARCEL))).doesNotContain("stray");
    assertThat(seen(Sight.of(who(ANNA, Role.AGENT, SHOP)))).doesNotContain("stray");
    db.sql("delete from cases where name = 'stray'").update();
  }

  private static java.util.List<String> seen(Sight sight) {
    return sight.bind(db.sql(SEEN)).query((row, _) -> row.getString("name")).list();
  }

  private static Who who(StaffId person, Role role, TeamId... teams) {
    return new Who(person, role, Set.of(teams), Set.of());
  }

  private static void add(UUID chain, StaffId owner, TeamId team, String name) {
    db.sql("insert into cases values (:chain, :owner, :team, :name)")
        .param("chain", chain)
        .param("owner", owner.value())
        .param("team", team.value())
        .param("name", name)
        .update();
  }
}
