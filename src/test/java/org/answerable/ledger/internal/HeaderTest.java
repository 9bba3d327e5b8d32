package org.answerable.ledger.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeaderTest {

  @Test
  void noPrefixOfAHeaderIsAHeader() {
    var bytes = VectorsTest.opened().encode();
    for (int length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Header.decode(cut)).isInstanceOf(MalformedHeader.class);
    }
  }

  @Test
  void nothingMayFollowAHeader() {
    var longer = Arrays.copyOf(VectorsTest.opened().encode(), 206);
    assertThatThrownBy(() -> Header.decode(longer)).hasMessage("No header: 1 bytes are left over.");
  }

  /** Each single bit that is changed is refused or read as something else; none is passed over. */
  @Test
  void everyBitMatters() {
    var header = VectorsTest.erased();
    var bytes = header.encode();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      var changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(Header.decode(changed)).isNotEqualTo(header);
      } catch (MalformedHeader refused) {
        assertThat(refused).hasMessageStartingWith("No header: ");
      }
    }
  }

  /** Bytes changed, cut out and doubled at random: what is accepted has one form only. */
  @Test
  void whatIsAcceptedIsWrittenBackAsItWas() {
    var random = new Random(7);
    var whole = VectorsTest.opened().encode();
    for (int run = 0; run < 50_000; run++) {
      var bytes = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[19 + random.nextInt(bytes.length - 19)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Arrays.equals(Header.decode(bytes).encode(), bytes)).isTrue();
      } catch (MalformedHeader refused) {
        assertThat(refused.getMessage()).startsWith("No header: ");
      }
    }
  }

  @Test
  void fieldsStandInOneOrderOnly() {
    var text = new String(VectorsTest.opened().encode(), ISO_8859_1);
    var swapped =
        text.replace(
            "\0\7channel\0\4mail\0\10priority\0\0012", "\0\10priority\0\0012\0\7channel\0\4mail");
    assertThat(swapped).isNotEqualTo(text);
    assertThatThrownBy(() -> Header.decode(swapped.getBytes(ISO_8859_1)))
        .hasMessage("No header: field 'channel' is out of order.");
  }

  @Test
  void aFieldStandsOnlyOnce() {
    var text = new String(VectorsTest.opened().encode(), ISO_8859_1);
    var twice = text.replace("\0\10priority", "\0\7channel");
    assertThat(twice).isNotEqualTo(text);
    assertThatThrownBy(() -> Header.decode(twice.getBytes(ISO_8859_1)))
        .hasMessage("No header: field 'channel' is out of order.");
  }

  @Test
  void aTextThatIsNotUtf8IsRefused() {
    var text = new String(VectorsTest.opened().encode(), ISO_8859_1);
    var broken = text.replace("\0\4mail\0\10", "\0\4ma\u00c3l\0\10");
    assertThat(broken).isNotEqualTo(text);
    assertThatThrownBy(() -> Header.decode(broken.getBytes(ISO_8859_1)))
        .hasMessageEndingWith("is not UTF-8.");
  }

  @Test
  void halfASurrogatePairIsRefusedRatherThanReplaced() {
    assertThatThrownBy(() -> opened(Map.of("channel", "\ud800")).encode())
        .hasMessageEndingWith("half a surrogate pair.");
  }

  @Test
  void aHeaderHasAtMost64KiB() {
    assertThatThrownBy(() -> opened(Map.of("targets", "x".repeat(65_500))).encode())
        .hasMessageEndingWith("bytes are too many.");
    assertThat(opened(Map.of("targets", "x".repeat(65_300))).encode())
        .hasSizeLessThan(Header.MAX_BYTES);
  }

  @Test
  void aHeaderKeepsNothingThatItsMakerCanStillChange() {
    var fields = new TreeMap<>(Map.of("channel", "mail"));
    var header = opened(fields);
    fields.put("channel", "web");
    assertThat(header.fields()).containsEntry("channel", "mail");
    assertThatThrownBy(() -> header.fields().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Header opened(Map<String, String> fields) {
    var like = VectorsTest.opened();
    return new Header(
        like.ledgerId(),
        like.chainId(),
        like.seq(),
        like.prevHash(),
        like.timeUs(),
        like.type(),
        like.actorKind(),
        like.actor(),
        like.via(),
        new TreeMap<>(fields),
        like.seals());
  }
}
