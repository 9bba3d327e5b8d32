package org.answerable.doors.entrance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/**
 * Sessions in the database, so that they survive a restart and any node. They hold plain text and
 * nothing else: nothing in a database row is ever made into objects.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

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
    return thrifty(sessions, sessions::cleanUpExpiredSessions);
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

  /**
   * Nothing is handed from page to page by a session: so what needs none, a style sheet or the page
   * that says that the database does not answer, asks the database for none.
   */
  @Bean
  FlashMapManager flashMapManager() {
    return new FlashMapManager() {
      @Override
      public @Nullable FlashMap retrieveAndUpdate(
          HttpServletRequest request, HttpServletResponse response) {
        return null;
      }

      @Override
      public void saveOutputFlashMap(
          FlashMap map, HttpServletRequest request, HttpServletResponse response) {
        throw new UnsupportedOperationException("What the next page says stands in its address");
      }
    };
  }

  private static byte[] bytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw new IllegalArgumentException("A session holds plain text, not a " + value.getClass());
  }

  private static <S extends Session> SessionRepository<Session> thrifty(
      FindByIndexNameSessionRepository<S> all, Runnable sweep) {
    return new SessionRepository<>() {
      @Override
      public Session createSession() {
        return new Thrifty<>(all.createSession(), true);
      }

      @Override
      @SuppressWarnings("unchecked") // only what this repository made comes back to it
      public void save(Session session) {
        var one = (Thrifty<S>) session;
        try {
          all.save(one.session);
          if (one.fresh) {
            sweep.run(); // a browser that was closed never comes back to end its own
          }
        } catch (DataAccessException e) {
          if (one.changed) {
            throw e;
          }
          // A page that was drawn is shown, also where a full disk keeps no note that it was.
          LOG.warn(
              "That a session is in use could not be noted; it is tried with the next page", e);
        }
      }

      @Override
      public @Nullable Session findById(String id) {
        var session = all.findById(id);
        return session == null ? null : new Thrifty<>(session, false);
      }

      @Override
      public void deleteById(String id) {
        all.deleteById(id);
      }
    };
  }

  /** A session that notes its last use by a person, at most once in {@link #ACCESS_NOTED}. */
  private static final class Thrifty<S extends Session> implements Session {

    private final S session;

    private final boolean fresh;

    /** More than when it was last used. */
    private boolean changed;

    Thrifty(S session, boolean fresh) {
      this.session = session;
      this.fresh = fresh;
      this.changed = fresh;
    }

    @Override
    public String getId() {
      return session.getId();
    }

    @Override
    public String changeSessionId() {
      changed = true;
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
      changed = true;
      if (value == null) {
        session.removeAttribute(name);
      } else {
        session.setAttribute(name, value);
      }
    }

    @Override
    public void removeAttribute(String name) {
      changed = true;
      session.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
      return session.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant time) {
      boolean due =
          Duration.between(session.getLastAccessedTime(), time).compareTo(ACCESS_NOTED) >= 0;
      if (due && !ByItself.isNow()) {
        session.setLastAccessedTime(time);
      }
    }

    @Override
    public Instant getLastAccessedTime() {
      return session.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
      changed = true;
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
