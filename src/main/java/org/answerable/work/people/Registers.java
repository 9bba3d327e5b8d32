package org.answerable.work.people;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.answerable.ledger.reading.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a command about people must know beyond the chains it holds. */
@Component
final class Registers {

  private static final String PERSON =
      """
      select role, locked
        from work.people
       where chain_id = :person
      """;

  private static final String TEAMS_OF =
      """
      select chain_id
        from work.team_members
       where person_id = :person
       order by chain_id
       limit 1000
      """;

  private static final String PEOPLE =
      """
      select chain_id, role, locked
        from work.people
       order by chain_id
       limit 100000
      """;

  private static final String TEAMS =
      """
      select chain_id
        from work.teams
       order by chain_id
       limit 10000
      """;

  private static final String ADDRESS_TAKEN =
      """
      select exists (select
                       from work.people
                      where address = :address)
      """;

  private static final String MAILBOX_TAKEN =
      """
      select exists (select
                       from work.mailboxes
                      where address = :address)
      """;

  private final JdbcClient db;

  Registers(JdbcClient db) {
    this.db = db;
  }

  Acting acting(Actor actor) {
    return switch (actor.sort()) {
      case SYSTEM -> Acting.DESK;
      case STAFF -> acting(new StaffId(actor.id()));
      case CUSTOMER, API, OUTSIDE -> Acting.NOBODY;
    };
  }

  private Acting acting(StaffId who) {
    var found =
        db.sql(PERSON)
            .param("person", who.value())
            .query((row, _) ->
                new Colleague(who, role(row.getString("role")), !row.getBoolean("locked")))
            .optional();
    return found
        .map(person ->
            new Acting(
                who,
                person.active(),
                person.role(),
                teamsOf(who).stream().collect(Collectors.toSet())))
        .orElse(Acting.NOBODY);
  }

  boolean isActive(StaffId who) {
    return acting(who).active();
  }

  List<TeamId> teamsOf(StaffId who) {
    return db.sql(TEAMS_OF)
        .param("person", who.value())
        .query((row, _) -> new TeamId(row.getObject("chain_id", UUID.class)))
        .list();
  }

  List<Colleague> colleagues() {
    return db.sql(PEOPLE)
        .query((row, _) ->
            new Colleague(
                new StaffId(row.getObject("chain_id", UUID.class)),
                role(row.getString("role")),
                !row.getBoolean("locked")))
        .list();
  }

  /** By ascending id, which is the order in which they are locked. */
  List<TeamId> teams() {
    return db.sql(TEAMS)
        .query((row, _) -> new TeamId(row.getObject("chain_id", UUID.class)))
        .list();
  }

  boolean isAddressTaken(@Nullable String address) {
    return address != null && exists(ADDRESS_TAKEN, address);
  }

  boolean isMailboxTaken(@Nullable String address) {
    return address != null && exists(MAILBOX_TAKEN, address);
  }

  private boolean exists(String question, String address) {
    return Boolean.TRUE.equals(
        db.sql(question).param("address", address).query((row, _) -> row.getBoolean(1)).single());
  }

  static Role role(String word) {
    return Role.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
