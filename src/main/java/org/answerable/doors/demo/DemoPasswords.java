package org.answerable.doors.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.answerable.doors.command.BeforeDoorsOpen;
import org.answerable.doors.entrance.Passwords;
import org.answerable.work.people.People;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Everyone of the demo signs in with the one password that is printed at its start. */
@Component
@Order(200)
final class DemoPasswords implements BeforeDoorsOpen {

  private static final List<String> NAMES =
      List.of("Nora", "Helen", "Lena", "Maya", "Jonas", "Aylin", "Samuel", "Rui", "Marta");

  private final People people;
  private final Passwords passwords;

  DemoPasswords(People people, Passwords passwords) {
    this.people = people;
    this.passwords = passwords;
  }

  @Override
  public void beforeDoorsOpen(Opening whose) {
    switch (whose) {
      case Opening.Real _ -> {}
      case Opening.Demo _ ->
          passwords.letIn(
              NAMES.stream()
                  .map(name -> name.toLowerCase(Locale.ROOT) + "@northwind.example")
                  .map(people::find)
                  .flatMap(Optional::stream)
                  .toList(),
              DemoCompany.PASSWORD);
    }
  }
}
