package org.answerable.doors.entrance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.answerable.facts.StaffId;
import org.answerable.sight.Who;
import org.answerable.work.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Who is signed in. The session knows the person's id only; role, teams and whether they may still
 * act are asked anew for each request.
 */
@Component
final class SignedIn implements SecurityContextRepository {

  private static final String PERSON = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

  private final People people;

  SignedIn(People people) {
    this.people = people;
  }

  /** From now on this browser is that person, in a session with a new id. */
  static void begin(HttpServletRequest request, StaffId who) {
    var old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    request.getSession(true).setAttribute(PERSON, who.toString());
  }

  /** Nobody is signed in at this browser any more. */
  static void end(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Deferred(() -> load(request));
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    // Who is signed in is said by begin() alone.
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(PERSON) != null;
  }

  private SecurityContext load(HttpServletRequest request) {
    var session = request.getSession(false);
    var person = session == null ? null : (String) session.getAttribute(PERSON);
    if (person == null) {
      return new SecurityContextImpl();
    }
    return people
        .who(new StaffId(UUID.fromString(person)))
        .<SecurityContext>map(SignedIn::context)
        .orElseGet(SecurityContextImpl::new);
  }

  private static SecurityContext context(Who who) {
    return new SecurityContextImpl(
        UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
  }

  /** Asked for once, and only where a page needs it. */
  private static final class Deferred implements DeferredSecurityContext {
    private final java.util.function.Supplier<SecurityContext> loading;
    private @Nullable SecurityContext loaded;

    Deferred(java.util.function.Supplier<SecurityContext> loading) {
      this.loading = loading;
    }

    @Override
    public SecurityContext get() {
      var known = loaded;
      if (known == null) {
        known = loading.get();
        loaded = known;
      }
      return known;
    }

    @Override
    public boolean isGenerated() {
      return get().getAuthentication() == null;
    }
  }

  static @Nullable Who who() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Who who ? who : null;
  }
}
