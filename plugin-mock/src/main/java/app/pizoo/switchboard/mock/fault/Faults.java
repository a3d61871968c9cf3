package app.pizoo.switchboard.mock.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fault injection: what shall go wrong, in the order it was added. Thread-safe. */
public final class Faults {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicReference<CountDownLatch> end = new AtomicReference<>(new CountDownLatch(1));

  /** A fault. */
  public sealed interface Fault {}

  /** A fault of a request to the box. */
  public sealed interface RequestFault extends Fault {}

  /** The request is processed late, by the machine's clock. */
  public record Delay(Duration by) implements RequestFault {}

  /** The request is processed, but the response comes late, by the machine's clock. */
  public record DelayWithin(Duration by) implements RequestFault {}

  /**
   * The box returns a Twilio error and does nothing.
   *
   * @param retryAfter seconds for {@code Retry-After}
   */
  public record Answer(int status, int code, OptionalInt retryAfter) implements RequestFault {}

  /** The box does nothing and closes the connection without a response. */
  public record CutBefore() implements RequestFault {}

  /** The request is processed, but the connection ends in the middle of the response. */
  public record CutWithin() implements RequestFault {}

  /** A fault of a webhook. */
  public sealed interface WebhookFault extends Fault {}

  /** The webhook is never sent. */
  public record Lose() implements WebhookFault {}

  /** The webhook is sent twice. */
  public record Twice() implements WebhookFault {}

  /** The webhook is sent later, by the box's clock; the next ones do not wait for it. */
  public record Late(Duration by) implements WebhookFault {}

  /** The webhook is sent after the next one about the same resource. */
  public record Swap() implements WebhookFault {}

  /** A fault of a browser's connection. */
  public sealed interface SocketFault extends Fault {}

  /**
   * The connection is cut without a close frame: an open one immediately, otherwise the next one.
   */
  public record CutSocket() implements SocketFault {}

  /**
   * An active fault.
   *
   * @param id identifies it
   * @param where what it applies to: a substring of {@code METHOD path} or of a webhook's URL, or a
   *     pattern with {@code *} for all of it; a phone number in a request; for a browser's
   *     connection its path or {@code client:} plus the identity
   * @param left how many times it still applies
   * @param fault what goes wrong
   */
  public record Rule(int id, String where, AtomicInteger left, Fault fault) {}

  /** Adds a fault for the next {@code times} matching requests, webhooks or connections. */
  public Rule add(String where, int times, Fault fault) {
    Rule rule = new Rule(ids.incrementAndGet(), where, new AtomicInteger(times), fault);
    rules.add(rule);
    watchers.forEach(Runnable::run);
    return rule;
  }

  /** Adds a listener that is called when a fault is added. It must not block. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** Returns the active faults in the order they were added. */
  public List<Rule> active() {
    return List.copyOf(rules);
  }

  /** Removes a fault; returns whether it was active. */
  public boolean remove(int id) {
    return rules.removeIf(rule -> rule.id() == id);
  }

  /** Removes all faults and ends the current delays. */
  public void clear() {
    rules.clear();
    end.getAndSet(new CountDownLatch(1)).countDown();
  }

  /** Waits during a delay. */
  @FunctionalInterface
  public interface Pause {
    /** Returns after that time, or when all faults are removed. */
    void of(Duration time);
  }

  /**
   * Returns a pause for the next fault. Get it before the fault, so that a concurrent {@link
   * #clear} is not missed.
   */
  public Pause pause() {
    CountDownLatch ended = end.get();
    return time -> {
      try {
        ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Takes the fault for a request, if any, and counts it as applied. */
  public Optional<RequestFault> forRequest(String methodAndPath, List<String> numbers) {
    return take(rule ->
            rule.fault() instanceof RequestFault
                && (numbers.contains(rule.where()) || matches(rule.where(), methodAndPath)))
        .map(rule -> (RequestFault) rule.fault());
  }

  /** Takes the fault for a webhook, if any, and counts it as applied. */
  public Optional<WebhookFault> forWebhook(String url) {
    return take(rule -> rule.fault() instanceof WebhookFault && matches(rule.where(), url))
        .map(rule -> (WebhookFault) rule.fault());
  }

  /** Takes the fault for a browser's connection, if any, and counts it as applied. */
  public Optional<SocketFault> forSocket(String path, String identity) {
    return take(rule ->
            rule.fault() instanceof SocketFault
                && (rule.where().equals("client:" + identity) || matches(rule.where(), path)))
        .map(rule -> (SocketFault) rule.fault());
  }

  private Optional<Rule> take(Predicate<Rule> applies) {
    Optional<Rule> taken =
        rules.stream()
            .filter(applies)
            .filter(rule -> rule.left().getAndDecrement() >= 1)
            .findFirst();
    rules.removeIf(rule -> rule.left().get() <= 0);
    return taken;
  }

  /** A pattern without a star matches a substring; one with a star matches the whole text. */
  private static boolean matches(String pattern, String text) {
    if (!pattern.contains("*")) {
      return text.contains(pattern);
    }
    List<String> parts = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).toList();
    return Pattern.matches(String.join(".*", parts), text);
  }
}
