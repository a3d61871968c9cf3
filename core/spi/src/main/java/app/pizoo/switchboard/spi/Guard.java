package app.pizoo.switchboard.spi;

/**
 * Admits a request as a {@link Caller}, or throws a {@link Problem}. May be called by any thread.
 *
 * <p>Every route names its guard, so the route table reads as the plugin's security policy.
 */
public interface Guard {

  /** The name shown in route tables: {@code user}, {@code service:sms:send}, {@code signed}. */
  String name();

  /**
   * Whether the guard reads the body. If not, it decides before a byte of the body is read; the
   * body of the request it gets is then empty.
   */
  default boolean needsBody() {
    return false;
  }

  /** Decides. */
  Caller admit(Request request);
}
