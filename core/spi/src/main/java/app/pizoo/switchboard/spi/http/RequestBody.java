package app.pizoo.switchboard.spi.http;

/**
 * What a route accepts as a request's body.
 *
 * @param maxBytes the size beyond which the kernel answers {@link ProblemCode#BODY_TOO_LARGE}
 * @param streamed whether the handler reads the body while it arrives, with {@link
 *     Request#bodyStream}; otherwise the kernel reads it whole before it calls the handler
 */
public record RequestBody(long maxBytes, boolean streamed) {
  /** The largest body that the kernel keeps in memory. */
  public static final int MAX_BUFFERED = 1024 * 1024;

  /** The default, for JSON of users: at most 16 KiB, read whole, within 20 seconds. */
  public static final RequestBody DEFAULT = new RequestBody(16 * 1024, false);

  /** For webhooks, whose size the provider decides: at most 64 KiB, as the default otherwise. */
  public static final RequestBody WEBHOOK = new RequestBody(64 * 1024, false);

  public RequestBody {
    if (maxBytes < 0 || (!streamed && maxBytes > MAX_BUFFERED)) {
      throw new IllegalArgumentException(
          "a buffered body has at most " + MAX_BUFFERED + " bytes: stream larger ones");
    }
  }

  /** A body of another size that is read whole before the handler is called. */
  public static RequestBody buffered(int maxBytes) {
    return new RequestBody(maxBytes, false);
  }

  /**
   * A body that the handler reads while it arrives. It may take longer than 20 seconds, but must
   * not arrive more slowly than 1 KiB a second.
   */
  public static RequestBody streamed(long maxBytes) {
    return new RequestBody(maxBytes, true);
  }
}
