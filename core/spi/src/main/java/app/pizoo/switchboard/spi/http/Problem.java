package app.pizoo.switchboard.spi.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the client gets as a response (RFC 9457), made once where it is understood.
 *
 * <p>The detail goes to the client and the log: it must hold no secret, code, text or whole phone
 * number. The cause goes to the log alone.
 */
public final class Problem extends RuntimeException {
  /** The wait that a 429 or 503 asks for when nothing better is known. */
  private static final Duration RETRY_SOON = Duration.ofSeconds(5);

  private final ProblemCode code;
  private final String detail;
  private final @Nullable String field;
  private final @Nullable Duration retryAfter;
  private final Map<String, String> headers;

  private Problem(
      ProblemCode code,
      String detail,
      @Nullable String field,
      @Nullable Duration retryAfter,
      Map<String, String> headers,
      @Nullable Throwable cause) {
    // A stack trace says nothing about an expected refusal and costs more than the refusal itself.
    super(code.code() + ": " + detail, cause, false, code.status() == 500);
    this.code = code;
    this.detail = detail;
    this.field = field;
    this.retryAfter = retryAfter;
    this.headers = Map.copyOf(headers);
  }

  /** A problem with a sentence for the client. */
  public static Problem of(ProblemCode code, String detail) {
    boolean later = code.status() == 429 || code.status() == 503;
    return new Problem(code, detail, null, later ? RETRY_SOON : null, Map.of(), null);
  }

  /** A problem with a field of the request. */
  public static Problem invalid(String field, String detail) {
    return of(ProblemCode.REQUEST_INVALID, detail).inField(field);
  }

  /**
   * For a thread interrupted while it waits, which only a stop of the server does; restores the
   * flag.
   */
  public static Problem stopping(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return of(ProblemCode.OVERLOADED, "the server is stopping").causedBy(cause);
  }

  /** A copy that names the field at fault. */
  public Problem inField(String name) {
    return new Problem(code, detail, name, retryAfter, headers, getCause());
  }

  /** A copy with the time until a retry makes sense; rounded up to whole seconds, at least one. */
  public Problem retryAfter(Duration wait) {
    return new Problem(code, detail, field, wait, headers, getCause());
  }

  /** A copy with a cause for the log. */
  public Problem causedBy(Throwable cause) {
    return new Problem(code, detail, field, retryAfter, headers, cause);
  }

  /** A copy with a header field of the response. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(code, detail, field, retryAfter, more, getCause());
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

  /** Header fields of the response besides those that the kernel sets. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Whole seconds until a new try makes sense; present with every 429 and 503. */
  public Optional<Long> retryAfterSeconds() {
    return Optional.ofNullable(retryAfter)
        .map(wait -> Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }
}
