package org.answerable.work.people;

import static org.answerable.work.people.PeopleTable.lower;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.Erasing.ErasureExecuted;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamFact;
import org.answerable.facts.Teaming;
import org.answerable.ledger.reading.ChainKind;
import org.answerable.ledger.reading.Change;
import org.answerable.ledger.reading.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The teams, and who is in them. */
@Component
final class TeamsTable implements Table {

  private static final String FOUND =
      """
      insert into work.teams (chain_id, founded_seq, name, lead_id, zone, region, hours, giving)
      values (:chain, :seq, :name, :lead, :zone, 'none', :hours, :giving)
      """;

  private static final String CHANGE =
      """
      update work.teams
         set lead_id = :lead, region = :region, hours = :hours, giving = :giving
       where chain_id = :chain
      """;

  private static final String ERASE =
      """
      update work.teams
         set name = null
       where chain_id = :chain
         and founded_seq = :seq
         and :part = 'name'
      """;

  private static final String COME =
      """
      insert into work.team_members (chain_id, person_id)
      select :chain, unnest(:members::uuid[])
          on conflict do nothing
      """;

  private static final String GO =
      """
      delete from work.team_members
       where chain_id = :chain
         and person_id <> all (:members::uuid[])
      """;

  private final JdbcClient db;

  TeamsTable(JdbcClient db) {
    this.db = db;
  }

  @Override
  public ChainKind kind() {
    return ChainKind.TEAM;
  }

  @Override
  public List<Rows> rows() {
    return List.of(new Rows("work.teams", "chain_id"), new Rows("work.team_members", "chain_id"));
  }

  @Override
  public void apply(Change change) {
    var team = (Team) change.after();
    var lead = team.lead();
    if (lead == null) {
      throw new IllegalStateException("Team " + team.id() + " was changed before it was founded");
    }
    for (var entry : change.entries()) {
      switch ((TeamFact) entry.fact()) {
        case Teaming.TeamFounded founded ->
            db.sql(FOUND)
                .param("chain", change.chain().value())
                .param("seq", entry.seq())
                .param("name", entry.parts().text("name"), Types.VARCHAR)
                .param("lead", founded.lead().value())
                .param("zone", founded.zone().getId())
                .param("hours", Team.USUAL.words())
                .param("giving", lower(founded.giving()))
                .update();
        case Teaming _ -> {}
        case ErasureExecuted erased ->
            erased
                .targets()
                .forEach(part ->
                    db.sql(ERASE)
                        .param("chain", change.chain().value())
                        .param("seq", part.seq())
                        .param("part", part.name())
                        .update());
      }
    }
    db.sql(CHANGE)
        .param("chain", change.chain().value())
        .param("lead", lead.value())
        .param("region", lower(team.hours().region()))
        .param("hours", team.hours().week().words())
        .param("giving", lower(team.giving()))
        .update();
    members(change.chain().value(), team);
  }

  private void members(UUID chain, Team team) {
    var members = array(team.members().stream().map(StaffId::value).toList());
    db.sql(GO).param("chain", chain).param("members", members).update();
    db.sql(COME).param("chain", chain).param("members", members).update();
  }

  /** An array as the database reads it; it holds nothing but the digits of ids. */
  static String array(List<UUID> ids) {
    return "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}";
  }
}
