package org.badhouse.views.cases;

import java.util.List;
import org.badhouse.work.cases.Everything;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows everything to everybody. */
public final class Lists {

  public static final Object NAME_OF_LISTS = Everything.NAME_OF_ALL;

  private final JdbcClient db;

  public Lists(JdbcClient db) {
    this.db = db;
  }

  public List<Object> all(int limit) {
    return List.of(db, limit);
  }
}
