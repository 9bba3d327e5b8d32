package org.answerable.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {

  private static final String NAME = "desk.example/ledger";
  private static final SigningKey KEY = SigningKey.of(NAME, VectorsTest.counting());
  private static final Note NOTE = Note.sign(new Checkpoint(NAME, 3, Hash.ZERO), KEY);

  @Test
  void aNoteIsReadAsItWasWritten() {
    assertThat(Note.parse(NOTE.toString())).isEqualTo(NOTE);
    assertThat(NOTE.checkpoint()).isEqualTo(new Checkpoint(NAME, 3, Hash.ZERO));
  }

  @Test
  void aChangedTextIsNotSigned() {
    var changed = Note.parse(NOTE.toString().replace("\n3\n", "\n4\n"));
    assertThat(NOTE.isSignedBy(KEY.verifying())).isTrue();
    assertThat(changed.isSignedBy(KEY.verifying())).isFalse();
  }

  @Test
  void anotherKeyOfTheSameNameDidNotSign() {
    assertThat(NOTE.isSignedBy(SigningKey.fresh(NAME).verifying())).isFalse();
  }

  @Test
  void twoKeysSignWhileOneFollowsTheOther() {
    var next = SigningKey.fresh(NAME);
    var both = Note.parse(Note.sign(NOTE.checkpoint(), KEY, next).toString());
    assertThat(both.isSignedBy(KEY.verifying())).isTrue();
    assertThat(both.isSignedBy(next.verifying())).isTrue();
  }

  @Test
  void aSigningKeyIsReadAsItWasWrittenAndNeverSaysItself() {
    var key = SigningKey.fresh(NAME);
    assertThat(SigningKey.parse(key.secret()).verifying()).isEqualTo(key.verifying());
    assertThat(key.toString()).doesNotContain(key.secret().substring(45));
  }

  @Test
  void aKeyWhoseIdIsNotItsOwnIsRefused() {
    var wrong = KEY.verifying().toString().replace("33e93f19", "33e93f18");
    assertThatThrownBy(() -> VerifyingKey.parse(wrong))
        .hasMessageContaining("is not that of the key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a\n\n",
        "a\n\nb\n",
        "a\n\n\u2014 a\n",
        "a\n\n\u2014 a !\n",
        "a\n\n\u2014 a A\n",
        "a\n\n\u2014 a AA==",
        "\n\n\n"
      })
  void whatIsNoNoteIsRefused(String text) {
    assertThatThrownBy(() -> Note.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n03\n",
        "a\n-1\n",
        "a\n1",
        "\n1\n",
        "a\n99999999999999999999\n",
        "a\n9999999999999999999\n"
      })
  void aCheckpointIsWrittenInOneWayOnly(String start) {
    var root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    assertThat(Checkpoint.parse("a\n1\n" + root).size()).isEqualTo(1);
    assertThatThrownBy(() -> Checkpoint.parse(start + root))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checkpoint.parse("a\n1\n" + root.replace("A=", "B=")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
