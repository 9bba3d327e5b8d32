package org.answerable.doors.command;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the desk can serve, for whatever watches it. Says nothing else to anybody. */
@RestController
class Health {

  private final JdbcClient db;

  Health(JdbcClient db) {
    this.db = db;
  }

  /** 200 when the desk is ready and its database answers, 503 when it does not. */
  @GetMapping(path = "/health", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> health() {
    try {
      db.sql("select 1").query(Integer.class).single();
      return ResponseEntity.ok("ready\n");
    } catch (DataAccessException e) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body("the database does not answer\n");
    }
  }

  /** Open to everybody, without a session, whatever the other doors ask for. */
  @Configuration(proxyBeanMethods = false)
  static class Open {

    @Bean
    @Order(1)
    SecurityFilterChain openHealth(HttpSecurity http) {
      return http.securityMatcher("/health")
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          .sessionManagement(sessions ->
              sessions.sessionCreationPolicy(
                  org.springframework.security.config.http.SessionCreationPolicy.STATELESS))
          .requestCache(cache -> cache.disable())
          .csrf(csrf -> csrf.disable())
          .build();
    }
  }
}
