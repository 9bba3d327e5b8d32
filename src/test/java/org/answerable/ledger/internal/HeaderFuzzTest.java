package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays its seeds in every build; searches on by itself when {@code JAZZER_FUZZ=1} is set. */
class HeaderFuzzTest {

  /** Whatever is accepted is the only way to write what it says; all else is refused in words. */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  @Tag("A-54")
  void decodingAcceptsOneFormOnly(byte[] bytes) {
    Header header;
    try {
      header = Header.decode(bytes);
    } catch (MalformedHeader refused) {
      assertThat(refused).hasMessageStartingWith("No header: ");
      return;
    }
    assertThat(header.encode()).isEqualTo(bytes);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(VectorsTest.opened(), VectorsTest.assigned(), VectorsTest.erased())
        .map(Header::encode);
  }
}
