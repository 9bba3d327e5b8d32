package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The vectors that docs/ledger.md prints. Whoever writes a checker of their own starts with them.
 */
class VectorsTest {

  private static final long TIME = 1_767_225_600_000_000L;

  @Test
  void theSealIsTheOneWritten() {
    assertThat(seal())
        .hasToString("f22c8e6e33a4a8b37b24dadf9750781b68ee8302d61532208d1c434945325a72");
  }

  @Test
  void theFirstEntryHas205BytesAndItsHash() {
    assertThat(opened().encode()).hasSize(205);
    assertThat(Hashes.entry(opened().encode()))
        .hasToString("57932c8bfacce415706ab118256005cf9e3a4f6e95b98750c977752593f3cdde");
  }

  @Test
  void eachEntryHoldsTheHashOfTheOneBefore() {
    assertThat(Hashes.entry(assigned().encode()))
        .hasToString("7c075a5750af1186123bded4e2c21858ba90b123ffe842728f892f23f7ebc3f2");
    assertThat(Hashes.entry(erased().encode()))
        .hasToString("684962ad682018d8fadbec685fbd70737fac0b90f3350424c1a38f2f7ab36f37");
  }

  @Test
  void everyHeaderIsReadAsItWasWritten() {
    for (var header : List.of(opened(), assigned(), erased())) {
      assertThat(Header.decode(header.encode())).isEqualTo(header);
    }
  }

  @Test
  void theTreeHasTheRootsWritten() {
    var leaves = leaves();
    assertThat(Tree.EMPTY.root())
        .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Tree.of(leaves.subList(0, 1)).root()).isEqualTo(leaves.getFirst());
    assertThat(Tree.of(leaves.subList(0, 2)).root())
        .hasToString("62f6395e2fc9dd85b883ff1af65871a620602cd7c635a65809925a60adee0a1c");
    assertThat(Tree.of(leaves).root())
        .hasToString("eeaf5aab7528efe85f96540a4b76b1f7533a7204624664b784b9c4b05a741781");
  }

  @Test
  void theNoteIsSignedAsWritten() {
    var key = SigningKey.of("desk.example/ledger", counting());
    var note = Note.sign(new Checkpoint("desk.example/ledger", 3, Tree.of(leaves()).root()), key);
    assertThat(key.verifying())
        .hasToString("desk.example/ledger+33e93f19+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
    assertThat(note)
        .hasToString(
            """
            desk.example/ledger
            3
            7q9aq3Uo7+hfllQKS3ax91M6cgRiRmS3hLnEsFp0F4E=

            — desk.example/ledger \
            M+k/GeuO1YZxuafEJi3JMOWtYdXRPDOYc2eGEBOsf9kr70ZgVDBZKVxNEXhayA46a8l362nD+NRDI/NR2cNM3Tz/QQE=
            """);
    var key2 = VerifyingKey.parse(key.verifying().toString());
    assertThat(Note.parse(note.toString()).isSignedBy(key2)).isTrue();
  }

  @Test
  void thePageForThoseWhoCheckPrintsTheseVectors() throws IOException {
    var page = Files.readString(Path.of("docs", "ledger.md"));
    assertThat(page).contains(seal().toString());
    leaves().forEach(leaf -> assertThat(page).contains(leaf.toString()));
    assertThat(page).contains(Tree.of(leaves().subList(0, 2)).root().toString());
    assertThat(page).contains(Tree.of(leaves()).root().toString());
    var key = SigningKey.of("desk.example/ledger", counting());
    var checkpoint = new Checkpoint("desk.example/ledger", 3, Tree.of(leaves()).root());
    assertThat(page)
        .contains(key.verifying().toString())
        .contains(Note.sign(checkpoint, key).toString());
  }

  static List<Hash> leaves() {
    return List.of(
        Hashes.entry(opened().encode()),
        Hashes.entry(assigned().encode()),
        Hashes.entry(erased().encode()));
  }

  static Header opened() {
    return new Header(
        id(0x01),
        id(0xc1),
        1,
        Hash.ZERO,
        TIME,
        "case.opened",
        2,
        id(0xa1),
        "mail",
        new TreeMap<>(Map.of("channel", "mail", "priority", "2")),
        new TreeMap<>(Map.of("body", seal())));
  }

  static Header assigned() {
    return new Header(
        id(0x01),
        id(0xc1),
        2,
        Hashes.entry(opened().encode()),
        TIME + 1,
        "case.assigned",
        3,
        id(0xa2),
        "job",
        new TreeMap<>(Map.of("assignee", id(0xa3).toString())),
        new TreeMap<>());
  }

  static Header erased() {
    return new Header(
        id(0x01),
        id(0xc1),
        3,
        Hashes.entry(assigned().encode()),
        TIME + 2,
        "erasure.executed",
        1,
        id(0xa3),
        "web",
        new TreeMap<>(Map.of("request", id(0xe1).toString(), "targets", "1:body")),
        new TreeMap<>());
  }

  private static Hash seal() {
    return Hashes.seal(
        counting(), "body", "text/plain", "Grüße, my order is late.".getBytes(UTF_8));
  }

  static byte[] counting() {
    var bytes = new byte[32];
    IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) i);
    return bytes;
  }

  static UUID id(int last) {
    return UUID.fromString("00000000-0000-4000-8000-0000000000%02x".formatted(last));
  }
}
