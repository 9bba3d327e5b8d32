package org.answerable.ledger.internal;

import javax.sql.DataSource;
import org.answerable.ledger.reading.Alarms;
import org.answerable.ledger.reading.Follower;
import org.answerable.ledger.reading.LedgerFiles;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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
  Journal journal(DataSource app, FactCodec codec) {
    return new Journal(new JdbcTemplate(app), codec);
  }

  /**
   * The house gives the files and the sequencer's connection; a tool that only reads gives neither.
   */
  @Bean
  Engine engine(
      DataSource app,
      @Qualifier("sequencer") ObjectProvider<DataSource> sequencer,
      ObjectProvider<LedgerFiles> files,
      ObjectProvider<Follower> followers,
      JdbcClient db,
      TransactionTemplate transaction,
      Journal journal,
      Alarms alarms) {
    var own = sequencer.getIfAvailable();
    var where = files.getIfAvailable();
    return new Engine(
        own == null ? null : new Sequencer(own, alarms),
        own == null || where == null ? null : new Checkpoints(app, own, where, alarms),
        followers
            .orderedStream()
            .map(follower -> new Following(follower, db, transaction, journal, alarms))
            .toList());
  }
}
