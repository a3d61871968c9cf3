package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.testing.CallFixture;
import app.pizoo.switchboard.mock.testing.TestDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * All parties act at the same time, in an order that depends on a seed and on thread scheduling.
 */
class CallRacesTest {
  private static final int CALLS = 100;

  private final CallFixture fixture = new CallFixture();
  private final ExecutorService threads = Executors.newFixedThreadPool(6);

  @AfterEach
  void close() {
    threads.shutdownNow();
    fixture.close();
  }

  @RepeatedTest(3)
  void every_end_learns_once_that_the_call_is_over(RepetitionInfo run) throws Exception {
    Random random = new Random(run.getCurrentRepetition());
    fixture.answers(
        "<Dial answerOnBridge='true' action='/dialed'><Client>bob</Client><Number>"
            + CallFixture.BOB
            + "</Number></Dial>");
    fixture.answers("/dialed", "<Hangup/>");
    for (int i = 0; i < CALLS; i++) {
      TestDevice alice = new TestDevice(fixture, "alice");
      TestDevice first = new TestDevice(fixture, "bob").registers();
      TestDevice second = new TestDevice(fixture, "bob").registers();
      alice.calls("bob");
      fixture.awaitIdle();
      boolean firstHangsUp = random.nextInt(4) == 0;
      boolean secondRefuses = random.nextInt(4) == 0;
      List<Runnable> actions = actions(random, alice);
      actions.add(() -> first.handle().answer(Optional.of("answer of first")));
      actions.add(() -> second.handle().answer(Optional.of("answer of second")));
      if (firstHangsUp) {
        actions.add(() -> first.handle().hangUp());
      }
      if (secondRefuses) {
        actions.add(() -> second.handle().refuse(HangupCause.DECLINED));
      }
      atOnce(actions);
      alice.handle().hangUp();
      fixture.awaitIdle();
      fixture.devices().unregister("bob", first);
      fixture.devices().unregister("bob", second);

      assertThat(fixture.engine().running()).isZero();
      assertThat(fixture.calls().newestFirst(call -> !call.status().isFinal())).isEmpty();
      assertThat(ends(first)).hasSize(firstHangsUp ? ends(first).size() : 1);
      assertThat(ends(second)).hasSize(secondRefuses ? ends(second).size() : 1);
      for (TestDevice device : List.of(alice, first, second)) {
        List<String> ends = ends(device);
        assertThat(ends).as("%s", device.notes()).hasSizeLessThanOrEqualTo(1);
        assertThat(ends.isEmpty() || device.notes().getLast().equals(ends.getFirst())).isTrue();
      }
      assertThat(alice.notes().stream().filter(note -> note.startsWith("answered")))
          .hasSizeLessThanOrEqualTo(1);
      assertThat(fixture.bob().isRinging() || fixture.bob().isTalking()).isFalse();
    }
    assertThat(fixture.calls().newestFirst(call -> call.parties().parent().isEmpty()))
        .hasSize(CALLS)
        .noneMatch(call -> call.status() == Call.Status.FAILED);
  }

  /** Returns the notifications that ended a device's call. */
  private static List<String> ends(TestDevice device) {
    return device.notes().stream()
        .filter(note -> note.startsWith("hungUp") || note.equals("canceled"))
        .toList();
  }

  private List<Runnable> actions(Random random, TestDevice alice) {
    List<Runnable> actions =
        new ArrayList<>(
            List.of(
                () -> alice.handle().hangUp(),
                () -> alice.handle().digits("1*"),
                () -> fixture.box().clock().advance(Duration.ofSeconds(1)),
                () -> fixture.box().clock().advance(Duration.ofSeconds(30))));
    Collections.shuffle(actions, random);
    return new ArrayList<>(actions.subList(0, random.nextInt(3)));
  }

  private void atOnce(List<Runnable> actions) throws Exception {
    AtomicInteger missing = new AtomicInteger(actions.size());
    List<Future<?>> done = new ArrayList<>();
    for (Runnable action : actions) {
      done.add(
          threads.submit(() -> {
            // Closer together than a barrier, which wakes one thread after the other.
            missing.decrementAndGet();
            while (missing.get() > 0) {
              Thread.onSpinWait();
            }
            action.run();
            return null;
          }));
    }
    for (Future<?> one : done) {
      one.get(3, TimeUnit.MINUTES);
    }
    fixture.awaitIdle();
  }
}
