package org.answerable.doors.entrance;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.answerable.doors.frame.Faults;
import org.answerable.doors.frame.Written;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What is open to whom, and what each answer tells a browser. Everything is closed but what is
 * named here. Signing in and out are pages of {@link SigningIn}.
 */
@Configuration(proxyBeanMethods = false)
class Entrance {

  /**
   * No script, style or picture but our own, nothing inline, no frame around us. A frame of
   * ours may show a cleaned mail, which comes with a stricter policy of its own.
   */
  static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final String[] OPEN = {
    "/",
    "/sign-in",
    "/set-up",
    "/invited/**",
    "/c/**",
    "/static/**",
    "/health",
    "/error",
    "/favicon.ico",
    "/robots.txt"
  };

  @Bean
  SecurityFilterChain everything(HttpSecurity http, SignedIn signedIn, Site site) {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName(site.cookie("csrf"));
    tokens.setCookieCustomizer(
        cookie -> cookie.path("/").httpOnly(true).secure(site.isSecure()).sameSite("Lax"));
    http.authorizeHttpRequests(
            rules -> rules.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
        .securityContext(context -> context.securityContextRepository(signedIn))
        .csrf(csrf -> csrf.csrfTokenRepository(tokens))
        .addFilterAfter(Entrance::orKept, CsrfFilter.class)
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(anonymous -> {})
        .exceptionHandling(faults ->
            faults
                .authenticationEntryPoint(Entrance::toTheDoor)
                .accessDeniedHandler(
                    (_, response, _) -> response.sendError(HttpStatus.FORBIDDEN.value())))
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .frameOptions(frames -> frames.deny())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(
                    policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                .httpStrictTransportSecurity(
                    strict -> strict.maxAgeInSeconds(31_536_000).includeSubDomains(false)));
    return http.build();
  }

  /** Keeps Spring Boot from making up a user with a password in the log. */
  @Bean
  UserDetailsService nobody() {
    return name -> {
      throw new UsernameNotFoundException("People sign in by the page");
    };
  }

  /**
   * What fails behind this, as where the database cannot say who asks, keeps what was written.
   * Whoever comes so far brought the token of a page of ours.
   */
  private static void orKept(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      try {
        request.setAttribute(Faults.WRITTEN, Written.of((HttpServletRequest) request));
      } catch (RuntimeException unreadable) {
        e.addSuppressed(unreadable);
      }
      throw e;
    }
  }

  /** To the page for signing in, and after it to where one wanted to go. */
  private static void toTheDoor(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (ByItself.is(request)) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    var written = Written.of(request);
    if (written != null) { // whoever comes so far brought the token of a page of ours
      request.setAttribute(Faults.WRITTEN, written);
      response.sendError(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    boolean looking = "GET".equals(request.getMethod());
    var query = request.getQueryString();
    var wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
    var door =
        looking
            ? "/sign-in?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
            : "/sign-in?ended";
    response.setHeader("Location", door);
    response.setStatus(HttpStatus.SEE_OTHER.value());
  }
}
