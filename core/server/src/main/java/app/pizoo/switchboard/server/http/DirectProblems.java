package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import org.jspecify.annotations.Nullable;

/** Responds to malformed HTTP: bad request lines, broken or oversized headers. */
final class DirectProblems implements DirectHandler {
  private final int maxHeaders;

  DirectProblems(int maxHeaders) {
    this.maxHeaders = maxHeaders;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    return answer(headers, isAboutSize(message) ? headersTooLarge() : problemFor(type, status));
  }

  private static TransportResponse answer(ServerResponseHeaders headers, Problem problem) {
    return TransportResponse.builder()
        .status(Status.create(problem.code().status()))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .keepAlive(false)
        .entity(Problems.body(problem))
        .build();
  }

  /** Headers beyond their bound are reported as any other bad request; only the words differ. */
  private static boolean isAboutSize(@Nullable String message) {
    return message != null && message.contains("size exceeded");
  }

  private Problem headersTooLarge() {
    return Problem.of(
        ProblemCode.HEADERS_TOO_LARGE,
        "request line and headers have at most " + maxHeaders + " bytes");
  }

  private Problem problemFor(EventType type, Status status) {
    return switch (status.code()) {
      case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "the body or one of its chunks");
      case 414, 431 -> headersTooLarge();
      case 408 -> Problem.of(ProblemCode.REQUEST_TIMEOUT, "the request did not arrive in time");
      case 503 -> Problem.of(ProblemCode.OVERLOADED, "too many requests");
      default ->
          type == EventType.INTERNAL_ERROR
              ? Problem.of(ProblemCode.INTERNAL, "the request could not be handled")
              : Problem.of(ProblemCode.REQUEST_INVALID, "this is not valid HTTP");
    };
  }
}
