package org.answerable.doors.demo;

import java.net.URI;
import java.util.List;
import org.answerable.doors.command.BeforeDoorsOpen.Opening;
import org.answerable.doors.command.SaidWhenReady;
import org.springframework.stereotype.Component;

/** Says how to come into the demo. */
@Component
final class Welcome implements SaidWhenReady {

  private final Opening opening;

  Welcome(Opening opening) {
    this.opening = opening;
  }

  @Override
  public List<String> lines(URI links) {
    return switch (opening) {
      case Opening.Real _ -> List.of();
      case Opening.Demo _ ->
          List.of(
              "Sign in at "
                  + links
                  + " as maya@northwind.example (she answers), lena@northwind.example (she leads) or"
                  + " nora@northwind.example (she administers), with the password "
                  + DemoCompany.PASSWORD
                  + ".",
              "Write to "
                  + DemoCompany.SUPPORT
                  + " to open a case; what would have been sent is at "
                  + links
                  + "/sink.");
    };
  }
}
