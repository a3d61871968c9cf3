package app.pizoo.switchboard.spi.http;

/** Handles requests; throws {@link Problem} for every response that is not a success. */
@FunctionalInterface
public interface Handler {
  /** Handles one request on its own virtual thread; may block. */
  Response handle(Request request);
}
