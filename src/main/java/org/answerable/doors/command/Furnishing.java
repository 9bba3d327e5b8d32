package org.answerable.doors.command;

import org.answerable.ledger.reading.LedgerFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the rooms are given out of the configuration. */
@Configuration(proxyBeanMethods = false)
class Furnishing {

  @Bean
  LedgerFiles ledgerFiles(org.answerable.doors.command.Configuration configuration) {
    return LedgerFiles.in(
        configuration.data(), configuration.checkpoints(), configuration.origin());
  }
}
