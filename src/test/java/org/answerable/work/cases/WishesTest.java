package org.answerable.work.cases;

import static org.answerable.work.cases.Story.MIA;
import static org.answerable.work.cases.Story.at;
import static org.answerable.work.cases.Story.by;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.answerable.facts.Channel;
import org.answerable.facts.CommitmentId;
import org.answerable.facts.Kind;
import org.answerable.facts.MessageId;
import org.answerable.facts.Talking.MessageReceived;
import org.answerable.facts.Talking.Sender;
import org.answerable.facts.Talking.TimeWished;
import org.answerable.facts.Talking.Trust;
import org.answerable.ledger.writing.Words;
import org.answerable.work.cases.Wishes.Wishing;
import org.junit.jupiter.api.Test;

/** Mia would rather be called at another time. */
class WishesTest {

  private static Wishing wish(Story story, CommitmentId which, Instant at) {
    return story.decide((c, around, now) ->
        Wishes.wish(
            c,
            new Arrivals.Spoken(
                new MessageId(now.newId()),
                MIA,
                Channel.PORTAL,
                Trust.VERIFIED,
                Sender.PERSON,
                null),
            which,
            at,
            Read.NOTHING,
            Words.NONE,
            around,
            now));
  }

  @Test
  void aWishIsHeardAndThePromiseStandsUntilSomebodyGivesAnotherTime() {
    var story = Story.answered(by(Kind.CALLBACK, 1, "10:00"));
    var call = story.owed(Kind.CALLBACK);
    assertThat(wish(story, call.id(), at(2, "11:00"))).isInstanceOf(Wishing.Heard.class);
    var message = story.said(MessageReceived.class).getFirst().id();
    assertThat(story.said(TimeWished.class))
        .containsExactly(new TimeWished(message, call.id(), at(2, "11:00")));
    assertThat(story.owed(Kind.CALLBACK)).isEqualTo(call);
    assertThat(story.c.nextWord()).isEqualTo(call);
    assertThat(story.c.newest()).isEqualTo(message);
  }

  @Test
  void aPromiseThatWasMissedIsPutRightAndNotWishedAway() {
    var story = Story.answered(by(Kind.CALLBACK, 1, "10:00"));
    var call = story.owed(Kind.CALLBACK).id();
    story.until(1, "10:00");
    assertThat(wish(story, call, at(2, "11:00"))).isEqualTo(new Wishing.NotOwed());
    var amends = story.owed(Kind.AMENDS).id();
    assertThat(wish(story, amends, at(2, "11:00"))).isEqualTo(new Wishing.NotOwed());
    assertThat(story.said(TimeWished.class)).isEmpty();
  }

  @Test
  void whatTheDeskKeepsByItselfAndWhatNobodyOwesHasNoOtherTime() {
    var story = Story.answered(new NextWord.Asking());
    var asked = story.owed(Kind.ASKED).id();
    assertThat(wish(story, asked, at(2, "11:00"))).isEqualTo(new Wishing.NotOwed());
    assertThat(wish(story, new CommitmentId(new UUID(1, 2)), at(2, "11:00")))
        .isEqualTo(new Wishing.NotOwed());
  }

  @Test
  void aTimeThatIsPastOrFarAwayCannotBeWishedFor() {
    var story = Story.answered(by(Kind.CALLBACK, 1, "10:00"));
    var call = story.owed(Kind.CALLBACK).id();
    assertThat(wish(story, call, at(0, "09:00"))).isEqualTo(new Wishing.TimeIsPast(at(0, "09:00")));
    assertThat(wish(story, call, at(60, "10:00"))).isInstanceOf(Wishing.TooFar.class);
  }
}
