package org.answerable.language;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long one message takes, and how many a thread reads in a millisecond. Run its main method
 * from the test class path.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LanguageBenchmark {

  private static final String ANSWER =
      "Hi Anna, I am sorry for the delay with your order. We didn't ship it on Monday as we had said."
          + " I'll look into it with the warehouse and call you by Friday 5 pm. If you would rather have"
          + " a refund, just tell me and I will arrange it today. Kind regards, Tom";
  private static final String QUESTION =
      "This is the third time I write. Nobody has called me back and the lamp still does not work."
          + " When will I get my money back?";

  private final Language english = Language.of(Locale.ENGLISH);

  @Benchmark
  public List<Finding> answerOfFiveSentences() {
    return english.read(Role.AGENT, ANSWER).findings();
  }

  @Benchmark
  public List<Finding> questionOfThreeSentences() {
    return english.read(Role.CUSTOMER, QUESTION).findings();
  }

  @Benchmark
  public List<FoundTime> timesInAnAnswer() {
    return english.times(ANSWER);
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(LanguageBenchmark.class.getName()).build()).run();
  }
}
