package app.pizoo.switchboard.spi.http;

import java.util.List;

/**
 * Admits a request, or throws a {@link Problem}. Any thread may call it.
 *
 * <p>Every route names its guard, so the route table reads as the plugin's security policy.
 */
public interface Guard {

  /** The name shown in route tables: {@code user}, {@code service:notes:write}, {@code signed}. */
  String name();

  /**
   * Whether the guard reads the body. If not, it decides before a byte of the body is read; the
   * body of the request it gets is then empty. Such a guard cannot protect a streamed route.
   */
  default boolean needsBody() {
    return false;
  }

  /** The error codes of this guard's refusals; they belong to every route that it protects. */
  default List<ProblemCode> problemCodes() {
    return List.of();
  }

  /**
   * Decides.
   *
   * @return who the caller is, and what to free when the request ends
   */
  Admission admit(Request request);
}
