package app.pizoo.switchboard.spi;

/** Turns a request into a reply; throws {@link Problem} for everything that is not a success. */
@FunctionalInterface
public interface Handler {
  /** Handles one request, on a virtual thread of its own; may block. */
  Response handle(Request request);
}
