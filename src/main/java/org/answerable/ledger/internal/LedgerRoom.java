package org.answerable.ledger.internal;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger is put together from. */
@Configuration(proxyBeanMethods = false)
class LedgerRoom {

  @Bean
  FactCodec factCodec() {
    return new FactCodec();
  }

  @Bean
  Results results() {
    return new Results();
  }

  @Bean
  Journal journal(JdbcClient db, DataSource app, FactCodec codec) {
    return new Journal(db, new NamedParameterJdbcTemplate(app), codec);
  }
}
