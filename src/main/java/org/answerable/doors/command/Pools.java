package org.answerable.doors.command;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.function.SingletonSupplier;

/**
 * The connections of a running desk. As many as the database can use, not as many as there are
 * requests: virtual threads wait in front of the pool. The role that rebuilds has none here.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!" + QuietHouse.PROFILE)
class Pools {

  /** More connections than this write less, not more (eight beat thirty-two on two cores). */
  private static final int PER_CORE = 4;

  /**
   * Everything asked here is small and found by an index. To compile a plan or to start a second
   * process for it costs more than it saves, and so does planning it anew for each value: with six
   * tables in a statement that took longer than answering it.
   */
  private static final String SHORT_WORK =
      """
      set jit = off;
      set max_parallel_workers_per_gather = 0;
      set plan_cache_mode = force_generic_plan
      """;

  @Bean
  @Primary
  OnceThere dataSource(ObjectProvider<DatabaseAccess> access) {
    var size = PER_CORE * Runtime.getRuntime().availableProcessors();
    return new OnceThere(() -> {
      var there = access.getObject();
      return pool("app", there.url(), there.app(), size);
    });
  }

  @Bean
  @Qualifier("sequencer")
  OnceThere sequencerDataSource(ObjectProvider<DatabaseAccess> access) {
    return new OnceThere(() -> {
      var there = access.getObject();
      return pool("sequencer", there.url(), there.sequencer(), 1);
    });
  }

  /**
   * A pool that is opened when the first connection is asked of it: the house is built while the
   * database is still on its way.
   */
  static final class OnceThere extends DelegatingDataSource implements AutoCloseable {

    private final SingletonSupplier<HikariDataSource> pool;
    private volatile boolean opened;

    OnceThere(Supplier<HikariDataSource> pool) {
      this.pool =
          SingletonSupplier.of(() -> {
            var open = pool.get();
            opened = true;
            return open;
          });
    }

    @Override
    protected DataSource obtainTargetDataSource() {
      return pool.obtain();
    }

    @Override
    public void afterPropertiesSet() {
      // Nothing to look at yet.
    }

    @Override
    public void close() {
      if (opened) {
        pool.obtain().close();
      }
    }
  }

  /** For one command that rebuilds, closed by it. */
  static HikariDataSource rebuild(DatabaseAccess access) {
    return pool("rebuild", access.url(), access.rebuild(), 2);
  }

  /** For one command that only reads, closed by it. */
  static HikariDataSource reading(DatabaseAccess access) {
    return pool("reading", access.url(), access.app(), 2);
  }

  private static HikariDataSource pool(String name, String url, Login login, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setConnectionInitSql(SHORT_WORK);
    config.addDataSourceProperty("ApplicationName", "answerable " + name);
    // Kept from its first use on: with a plan that holds for every value, waiting gains nothing.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A statement that fails would stand in the log with its values: what people wrote.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
