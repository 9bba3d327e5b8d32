package org.answerable.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import org.answerable.doors.entrance.Passwords;
import org.answerable.facts.Ids;

/** A Friday afternoon as those who work there see it in a browser. */
final class FridayOnScreen implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";

  final Chromium chromium;
  final FridayAfternoon friday;
  final Doors doors;

  private final List<Cookie> ofMaya = new ArrayList<>();

  /** Where there is no browser the tests that asked are skipped, and nothing stays open. */
  FridayOnScreen() {
    chromium = Chromium.started();
    friday = new FridayAfternoon();
    doors = Doors.of(friday.house);
    for (var who : List.of(friday.desk.maya, friday.desk.lena, friday.desk.jonas)) {
      doors.room(Passwords.class).set(who, PASSWORD, "", Ids.command());
    }
  }

  /** A page of Maya's; she signs in once for all of them. */
  Page maya(int width, ColorScheme scheme) {
    var page = chromium.page(width, scheme, true);
    if (ofMaya.isEmpty()) {
      signIn(page, "maya");
      ofMaya.addAll(page.context().cookies());
    } else {
      page.context().addCookies(ofMaya);
    }
    return page;
  }

  /** Signs somebody of Northwind in by hand and waits until Today is there. */
  void signIn(Page page, String name) {
    page.navigate(doors.url() + "/sign-in");
    page.getByLabel("E-mail address").fill(name + "@northwind.example");
    page.getByLabel("Password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    page.waitForURL("**/today");
  }

  @Override
  public void close() {
    chromium.close();
    doors.close();
    friday.close();
  }
}
