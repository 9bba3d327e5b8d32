package org.answerable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;

/**
 * The whole house. Rooms announce themselves by their {@code package-info}; the program starts in
 * {@code doors.command}. Connections and migrations are that room's, so that the role that may
 * change tables is used before the house stands and by nothing in it.
 */
@SpringBootApplication(
    exclude = {
      DataSourceAutoConfiguration.class,
      DataSourceInitializationAutoConfiguration.class,
      FlywayAutoConfiguration.class
    })
public class Answerable {}
