package org.answerable.doors.entrance;

import jakarta.servlet.http.HttpServletRequest;
import org.answerable.doors.frame.NotHere;
import org.answerable.doors.frame.Pages;
import org.answerable.doors.frame.Shown;
import org.answerable.facts.CommandId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Somebody who was invited sets a password, and is in. Looking at the link uses nothing up. */
@Controller
@RequestMapping("/invited/{token}")
class Inviting {

  private final Invitations invitations;
  private final Passwords passwords;
  private final Pages pages;

  Inviting(Invitations invitations, Passwords passwords, Pages pages) {
    this.invitations = invitations;
    this.passwords = passwords;
    this.pages = pages;
  }

  @GetMapping
  ModelAndView ask(@PathVariable String token, HttpServletRequest request) {
    if (invitations.find(token).isEmpty()) {
      throw new NotHere();
    }
    return page(HttpStatus.OK, token, "", request);
  }

  @PostMapping
  ModelAndView set(
      @PathVariable String token,
      @RequestParam String password,
      @RequestParam String again,
      CommandId command,
      HttpServletRequest request) {
    if (!Passwords.isUsable(password)) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, token, "password.unusable", request);
    }
    if (!password.equals(again)) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, token, "password.differ", request);
    }
    var who = invitations.use(token).orElseThrow(NotHere::new);
    passwords.set(who, password, "", command);
    SignedIn.begin(request, who);
    return Shown.goTo("/today");
  }

  private ModelAndView page(
      HttpStatus status, String token, String wrong, HttpServletRequest request) {
    var page = pages.of(request);
    return Shown.page(
        status,
        "entrance/password",
        new PasswordPage(
            page,
            "/invited/" + token,
            wrong.isEmpty() ? "" : page.say(wrong, Passwords.LETTERS_MIN),
            Passwords.LETTERS_MIN));
  }
}
