package org.answerable.doors.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.answerable.House;
import org.answerable.Northwind;
import org.answerable.doors.command.Pipe;
import org.answerable.doors.mail.reading.Limits;
import org.answerable.doors.mail.reading.MailReader;
import org.answerable.doors.mail.reading.Samples;
import org.answerable.facts.CaseId;
import org.answerable.facts.MailId;
import org.answerable.facts.Receiving;
import org.answerable.facts.Talking.MessageReceived;
import org.answerable.ledger.reading.Chains;
import org.answerable.ledger.reading.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every sample mail is handed in by the pipe, taken out of the spool and filed, as mail of a real
 * desk is: none is lost, none stops the next, and what can be read of it is what people are shown.
 */
@Tag("F-10")
@EnabledIfEnvironmentVariable(
    named = Samples.FOLDER,
    matches = ".+",
    disabledReason = "ANSWERABLE_SAMPLES names no folder of sample mails")
class RealMailThroughThePipeTest {

  @TempDir Path data;

  private House house;
  private MailRig rig;

  @BeforeEach
  void open() throws IOException {
    house = House.built();
    Northwind.in(house);
    rig = new MailRig(house, data);
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** Where a mail stands, by the name of its file in the spool. */
  private record Standing(UUID id, String state) {}

  /** What people are shown of a mail. */
  private record Shown(String from, String subject, String text) {}

  @Test
  void noneIsLostNoneStopsTheNextAndAllIsShown() throws IOException {
    var names = new LinkedHashMap<Path, String>();
    var pipe = new Pipe(data);
    for (var sample : Samples.all()) {
      try (var in = Files.newInputStream(sample)) {
        names.put(sample, pipe.leave(in).getFileName().toString().replace(Pipe.WHOLE, ""));
      }
    }
    assertThat(names).hasSize(146);
    assertThat(rig.spool.takeAll()).as("taken in").isEqualTo(146);
    for (int round = 0; round < 10 && rig.filer.fileAll() > 0; round++) {
      // fifty at a time
    }
    try (var left = Files.list(Pipe.folder(data))) {
      assertThat(left).isEmpty();
    }
    var standing = standing();
    assertThat(standing.keySet()).containsExactlyInAnyOrderElementsOf(Set.copyOf(names.values()));
    assertThat(standing.values()).extracting(Standing::state).containsOnly("filed", "held");
    showWhatTheySay(names, standing);
    compareWithOthers(names, standing);
  }

  private Map<String, Standing> standing() {
    var all = new HashMap<String, Standing>();
    house
        .db()
        .sql("select name, chain_id, state from work.mails limit 1000")
        .query(row -> {
          all.put(
              row.getString("name"),
              new Standing(row.getObject("chain_id", UUID.class), row.getString("state")));
        });
    return all;
  }

  /** The words beside the entry by which it became a message, or was put into the tray. */
  private Shown shown(UUID mail) {
    Entry words = null;
    String sender = "";
    for (var entry : house.room(Chains.class).read(new MailId(mail).chain(), 0, 100)) {
      switch (entry.fact()) {
        case Receiving.MailFiled filed -> {
          sender = part(entry, "sender");
          words = message(filed);
        }
        case Receiving.MailHeld _ -> {
          sender = part(entry, "sender");
          words = entry;
        }
        default -> {}
      }
    }
    requireNonNull(words, "A mail that is neither filed nor held");
    return new Shown(
        sender, part(words, "subject"), part(words, "body") + "\n" + part(words, "quoted"));
  }

  private Entry message(Receiving.MailFiled filed) {
    return house.room(Chains.class).read(new CaseId(filed.in().value()).chain(), 0, 100).stream()
        .filter(entry ->
            entry.fact() instanceof MessageReceived received && received.id().equals(filed.as()))
        .findFirst()
        .orElseThrow();
  }

  private static String part(Entry entry, String name) {
    var text = entry.parts().text(name);
    return text == null ? "" : text;
  }

  private void showWhatTheySay(Map<Path, String> names, Map<String, Standing> standing)
      throws IOException {
    var reader = new MailReader(Files.createDirectories(data.resolve("read")), Limits.STANDARD);
    var cases = 0;
    for (var sample : names.entrySet()) {
      var its = requireNonNull(standing.get(sample.getValue()));
      var shown = shown(its.id());
      cases += its.state().equals("filed") ? 1 : 0;
      try (var mail = reader.read(sample.getKey(), null)) {
        var from = mail.from();
        assertThat(shown.subject()).as(sample.getKey().toString()).isEqualTo(mail.subject());
        assertThat(shown.from())
            .as(sample.getKey().toString())
            .isEqualToIgnoringCase(from == null ? "" : from.address());
        if (!mail.text().isBlank()) {
          assertThat(shown.text()).as(sample.getKey().toString()).isNotBlank();
        }
      }
    }
    System.out.printf(
        "Through the pipe: %d mails, %d became messages of cases, %d wait in the tray%n",
        names.size(), cases, names.size() - cases);
  }

  private void compareWithOthers(Map<Path, String> names, Map<String, Standing> standing)
      throws IOException {
    var agrees = new TreeMap<String, int[]>();
    var differs = new ArrayList<String>();
    for (var sample : names.entrySet()) {
      var expected = Samples.expected(sample.getKey());
      if (expected.isEmpty()) {
        continue;
      }
      var its = requireNonNull(standing.get(sample.getValue()));
      var shown = shown(its.id());
      var ours = Map.of("from", shown.from(), "subject", shown.subject(), "body", shown.text());
      for (var field : ours.entrySet()) {
        var theirs = expected.get(field.getKey());
        if (theirs == null) {
          continue;
        }
        var tally = agrees.computeIfAbsent(field.getKey(), _ -> new int[2]);
        tally[0]++;
        if (Samples.same(field.getKey(), theirs, field.getValue())
            || Samples.differsOnPurpose(sample.getKey(), field.getKey())) {
          tally[1]++;
        } else {
          differs.add(Samples.name(sample.getKey()) + "/" + field.getKey() + " " + its.state());
        }
      }
    }
    System.out.println("  shown otherwise than elsewhere: " + differs);
    agrees.forEach((field, tally) -> {
      double share = 100.0 * tally[1] / tally[0];
      System.out.printf(
          "  %-8s as elsewhere, or otherwise on purpose, in %d of %d (%.0f %%)%n",
          field, tally[1], tally[0], share);
      assertThat(share).as(field).isGreaterThanOrEqualTo(90);
    });
  }
}
