package app.pizoo.switchboard.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the client is told, made once where it is understood (RFC 9457).
 *
 * <p>The detail goes to the client and the log: it must hold no secret, code, text or whole phone
 * number. The cause goes to the log alone.
 */
public final class Problem extends RuntimeException {
  /** What a 429 or 503 says when nothing better is known. */
  private static final Duration RETRY_SOON = Duration.ofSeconds(5);

  private final ProblemCode code;
  private final String detail;
  private final @Nullable String field;
  private final @Nullable Duration retryAfter;

  private Problem(
      ProblemCode code,
      String detail,
      @Nullable String field,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    // A stack trace says nothing about an expected refusal and costs more than the refusal itself.
    super(code.code() + ": " + detail, cause, false, code.status() == 500);
    this.code = code;
    this.detail = detail;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /** A problem with a sentence for the client. */
  public static Problem of(ProblemCode code, String detail) {
    boolean later = code.status() == 429 || code.status() == 503;
    return new Problem(code, detail, null, later ? RETRY_SOON : null, null);
  }

  /** A problem with a field of the request. */
  public static Problem invalid(String field, String detail) {
    return of(ProblemCode.REQUEST_INVALID, detail).inField(field);
  }

  /** For who is interrupted while waiting, which only a stop of the server does; says so again. */
  public static Problem stopping(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return of(ProblemCode.OVERLOADED, "the server is stopping").causedBy(cause);
  }

  /** A copy that names the field at fault. */
  public Problem inField(String name) {
    return new Problem(code, detail, name, retryAfter, getCause());
  }

  /** A copy that tells when to try again; rounded up to whole seconds, at least one. */
  public Problem retryAfter(Duration wait) {
    return new Problem(code, detail, field, wait, getCause());
  }

  /** A copy with a cause for the log. */
  public Problem causedBy(Throwable cause) {
    return new Problem(code, detail, field, retryAfter, cause);
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** Whole seconds until a new try makes sense; present with every 429 and 503. */
  public Optional<Long> retryAfterSeconds() {
    return Optional.ofNullable(retryAfter)
        .map(wait -> Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }
}
