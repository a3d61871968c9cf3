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

/** What goes wrong, in the order it was asked for. Safe for all threads. */
public final class Faults {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicReference<CountDownLatch> end = new AtomicReference<>(new CountDownLatch(1));

  /** Something that goes wrong. */
  public sealed interface Fault {}

  /** Something that goes wrong with a request to the box. */
  public sealed interface RequestFault extends Fault {}

  /** It is done late, by this machine's time. */
  public record Delay(Duration by) implements RequestFault {}

  /** All is done, but the answer comes late, by this machine's time. */
  public record DelayWithin(Duration by) implements RequestFault {}

  /**
   * An error of Twilio's is answered instead, and nothing done.
   *
   * @param retryAfter seconds for {@code Retry-After}
   */
  public record Answer(int status, int code, OptionalInt retryAfter) implements RequestFault {}

  /** Nothing is done, and the connection ends without an answer. */
  public record CutBefore() implements RequestFault {}

  /** All is done, but the connection ends in the middle of the answer. */
  public record CutWithin() implements RequestFault {}

  /** Something that goes wrong with a status callback; questions for TwiML are not touched. */
  public sealed interface WebhookFault extends Fault {}

  /** It is never sent. */
  public record Lose() implements WebhookFault {}

  /** It is sent twice. */
  public record Twice() implements WebhookFault {}

  /** It is sent later, by the box's clock, and nothing waits for it. */
  public record Late(Duration by) implements WebhookFault {}

  /** It is sent after the next one about the same thing. */
  public record Swap() implements WebhookFault {}

  /** Something that goes wrong with a browser's connection. */
  public sealed interface SocketFault extends Fault {}

  /** The connection breaks off without a goodbye: one that is open at once, else the next one. */
  public record CutSocket() implements SocketFault {}

  /**
   * A fault that stands.
   *
   * @param id names it
   * @param where what it applies to: a part of {@code METHOD path} or of a webhook's URL, the whole
   *     of it where {@code *} stands for anything; a phone number that a request names; for a
   *     browser's connection its path or {@code client:} and the identity
   * @param left how often it still applies
   * @param fault what goes wrong
   */
  public record Rule(int id, String where, AtomicInteger left, Fault fault) {}

  /** Makes the next {@code times} matching requests or webhooks go wrong. */
  public Rule add(String where, int times, Fault fault) {
    Rule rule = new Rule(ids.incrementAndGet(), where, new AtomicInteger(times), fault);
    rules.add(rule);
    watchers.forEach(Runnable::run);
    return rule;
  }

  /** Tells a watcher, for the box's life, that a fault was added; it must not block. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The faults that stand, in the order they were asked for. */
  public List<Rule> active() {
    return List.copyOf(rules);
  }

  /** Ends one fault and tells whether it stood. */
  public boolean remove(int id) {
    return rules.removeIf(rule -> rule.id() == id);
  }

  /** Ends all faults; what is being delayed goes on. */
  public void clear() {
    rules.clear();
    end.getAndSet(new CountDownLatch(1)).countDown();
  }

  /** Waits for what is delayed. */
  @FunctionalInterface
  public interface Pause {
    /** Returns after that time, or once all faults are ended. */
    void of(Duration time);
  }

  /** A pause for the next fault; to be had before it, so that none is missed that ends all. */
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

  /** What goes wrong with a request; counts as applied. */
  public Optional<RequestFault> forRequest(String methodAndPath, List<String> numbers) {
    return take(rule ->
            rule.fault() instanceof RequestFault
                && (numbers.contains(rule.where()) || matches(rule.where(), methodAndPath)))
        .map(rule -> (RequestFault) rule.fault());
  }

  /** What goes wrong with a webhook; counts as applied. */
  public Optional<WebhookFault> forWebhook(String url) {
    return take(rule -> rule.fault() instanceof WebhookFault && matches(rule.where(), url))
        .map(rule -> (WebhookFault) rule.fault());
  }

  /** What goes wrong with the connection of a browser; counts as applied. */
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

  /** Without a star the pattern may stand anywhere in the text; with one it is the whole. */
  private static boolean matches(String pattern, String text) {
    if (!pattern.contains("*")) {
      return text.contains(pattern);
    }
    List<String> parts = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).toList();
    return Pattern.matches(String.join(".*", parts), text);
  }
}
