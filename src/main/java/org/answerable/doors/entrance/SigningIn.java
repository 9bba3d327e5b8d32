package org.answerable.doors.entrance;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.Pages;
import org.answerable.doors.frame.Shown;
import org.answerable.work.people.Companies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** In, and out again. */
@Controller
class SigningIn {

  private final Passwords passwords;
  private final Companies companies;
  private final Pages pages;

  SigningIn(Passwords passwords, Companies companies, Pages pages) {
    this.passwords = passwords;
    this.companies = companies;
    this.pages = pages;
  }

  @GetMapping("/")
  ModelAndView first() {
    if (SignedIn.who() != null) {
      return Shown.goTo("/today");
    }
    return Shown.goTo(companies.isFounded() ? "/sign-in" : "/set-up");
  }

  @GetMapping("/sign-in")
  ModelAndView ask(
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable String ended,
      HttpServletRequest request) {
    if (SignedIn.who() != null) {
      return Shown.goTo(NextPage.checked(next));
    }
    return page(HttpStatus.OK, ended == null ? "" : "sign-in.ended", "", next, request);
  }

  @PostMapping("/sign-in")
  ModelAndView signIn(
      @RequestParam String address,
      @RequestParam String password,
      @RequestParam(required = false) @Nullable String next,
      HttpServletRequest request) {
    return switch (passwords.signIn(address, password, request.getRemoteAddr())) {
      case Passwords.SigningIn.In(var who) -> {
        SignedIn.begin(request, who);
        yield Shown.goTo(NextPage.checked(next));
      }
      case Passwords.SigningIn.Wrong() ->
          page(HttpStatus.UNPROCESSABLE_ENTITY, "sign-in.wrong", address, next, request);
      case Passwords.SigningIn.TooOften() ->
          page(HttpStatus.TOO_MANY_REQUESTS, "sign-in.too-often", address, next, request);
    };
  }

  @PostMapping("/sign-out")
  ModelAndView signOut(HttpServletRequest request) {
    SignedIn.end(request);
    return Shown.goTo("/sign-in");
  }

  private ModelAndView page(
      HttpStatus status,
      String wrong,
      String address,
      @Nullable String next,
      HttpServletRequest request) {
    var page = pages.of(request);
    return Shown.page(
        status,
        "entrance/sign-in",
        new SignInPage(
            page, address, NextPage.checked(next), wrong.isEmpty() ? "" : page.say(wrong)));
  }
}
