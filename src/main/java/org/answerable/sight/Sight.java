package org.answerable.sight;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.answerable.facts.CaseId;
import org.answerable.facts.Role;
import org.answerable.facts.StaffId;
import org.answerable.facts.TeamId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What somebody may see. Staff see the cases of their teams and their own; leaders and
 * administrators see all; who holds the link of a case sees what is public of that one case.
 *
 * <p>A query for staff asks {@code (:all or k.owner_id = :me or k.team_id = any(:teams::uuid[]))};
 * one for a customer asks {@code k.chain_id = :shown}. Each of the four is always bound, so a query
 * of one sort shows nothing to the other.
 */
public final class Sight {

  private static final UUID NOBODY = new UUID(0, 0);

  private final UUID me;
  private final Set<TeamId> teams;
  private final boolean all;
  private final UUID shown;

  private Sight(@Nullable StaffId me, Set<TeamId> teams, boolean all, @Nullable CaseId shown) {
    this.me = me == null ? NOBODY : me.value();
    this.teams = teams;
    this.all = all;
    this.shown = shown == null ? NOBODY : shown.value();
  }

  public static Sight of(Who who) {
    return new Sight(who.person(), who.teams(), who.role().atLeast(Role.LEADER), null);
  }

  /** Of somebody who came by the signed link of one case. */
  public static Sight of(CaseId shown) {
    return new Sight(null, Set.of(), false, shown);
  }

  /** Binds {@code :me}, {@code :teams}, {@code :all} and {@code :shown}. */
  public StatementSpec bind(StatementSpec query) {
    return query.param("me", me).param("teams", array()).param("all", all).param("shown", shown);
  }

  /** An array as the database reads it; it holds nothing but the digits of ids. */
  private String array() {
    return teams.stream()
        .map(team -> team.value().toString())
        .sorted()
        .collect(Collectors.joining(",", "{", "}"));
  }
}
