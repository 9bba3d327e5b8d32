package org.answerable.doors.entrance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sessions in the database, so that they survive a restart and any node. They hold plain text and
 * nothing else: nothing in a database row is ever made into objects.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class Sessions {

  /** A working day; who comes back after it signs in again. */
  private static final Duration IDLE_MAX = Duration.ofHours(10);

  /** Looking at pages writes nothing, but for this once in a while. */
  static final Duration ACCESS_NOTED = Duration.ofMinutes(5);

  /** Each of its statements stands for itself: half a session is nobody's. */
  @Bean
  SessionRepository<Session> sessionRepository(JdbcOperations db) {
    var sessions = new JdbcIndexedSessionRepository(db, TransactionOperations.withoutTransaction());
    sessions.setTableName("doors.session");
    sessions.setDefaultMaxInactiveInterval(IDLE_MAX);
    var texts = new GenericConversionService();
    texts.addConverter(Object.class, byte[].class, Sessions::bytes);
    texts.addConverter(
        byte[].class, Object.class, data -> new String(data, StandardCharsets.UTF_8));
    sessions.setConversionService(texts);
    return thrifty(sessions);
  }

  @Bean
  CookieSerializer cookieSerializer(Site site) {
    var cookie = new DefaultCookieSerializer();
    cookie.setCookieName(site.cookie("answerable"));
    cookie.setUseSecureCookie(site.isSecure());
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    cookie.setCookiePath("/");
    return cookie;
  }

  private static byte[] bytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw new IllegalArgumentException("A session holds plain text, not a " + value.getClass());
  }

  private static <S extends Session> SessionRepository<Session> thrifty(
      FindByIndexNameSessionRepository<S> all) {
    return new SessionRepository<>() {
      @Override
      public Session createSession() {
        return new Thrifty<>(all.createSession());
      }

      @Override
      @SuppressWarnings("unchecked") // only what this repository made comes back to it
      public void save(Session session) {
        all.save(((Thrifty<S>) session).session());
      }

      @Override
      public @Nullable Session findById(String id) {
        var session = all.findById(id);
        return session == null ? null : new Thrifty<>(session);
      }

      @Override
      public void deleteById(String id) {
        all.deleteById(id);
      }
    };
  }

  /** A session that notes its last use at most once in {@link #ACCESS_NOTED}. */
  private record Thrifty<S extends Session>(S session) implements Session {

    @Override
    public String getId() {
      return session.getId();
    }

    @Override
    public String changeSessionId() {
      return session.changeSessionId();
    }

    @Override
    public <T> @Nullable T getAttribute(String name) {
      return session.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
      return session.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
      if (value == null) {
        session.removeAttribute(name);
      } else {
        session.setAttribute(name, value);
      }
    }

    @Override
    public void removeAttribute(String name) {
      session.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
      return session.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant time) {
      if (Duration.between(session.getLastAccessedTime(), time).compareTo(ACCESS_NOTED) >= 0) {
        session.setLastAccessedTime(time);
      }
    }

    @Override
    public Instant getLastAccessedTime() {
      return session.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
      session.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
      return session.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
      return session.isExpired();
    }
  }
}
