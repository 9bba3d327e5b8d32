package org.answerable.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.answerable.facts.Region;
import org.junit.jupiter.api.Test;

/**
 * The first question about holidays, from many at once, as after a start. A program of its own asks
 * it, because a process asks for the first time only once.
 */
class HolidaysFirstAskedTest {

  @Test
  void manyMayAskAtOnceForTheFirstTime() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var asking =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                HolidaysFirstAskedTest.class.getName())
            .redirectErrorStream(true)
            .start();
    var said = new String(asking.getInputStream().readAllBytes());
    assertThat(asking.waitFor()).as(said).isZero();
  }

  /** Ends with how many of them were refused an answer. */
  public static void main(String[] none) throws InterruptedException {
    var regions = List.of(Region.DE_BE, Region.US, Region.AT, Region.FR, Region.ES);
    var together = new CyclicBarrier(10);
    var refused = new ArrayList<Exception>();
    var all = new ArrayList<Thread>();
    for (int i = 0; i < 10; i++) {
      var day = LocalDate.of(2026 + i, 6, 8);
      var hours = new Hours(Week.weekdays(9, 17), ZoneId.of("UTC"), regions.get(i % 5));
      all.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  together.await();
                  new WorkingTime(hours).isBusinessDay(day);
                } catch (Exception e) {
                  synchronized (refused) {
                    refused.add(e);
                  }
                }
              }));
    }
    for (var one : all) {
      one.join();
    }
    refused.forEach(e -> System.out.println(e));
    System.exit(refused.size());
  }
}
