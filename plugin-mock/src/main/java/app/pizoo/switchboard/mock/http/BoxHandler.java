package app.pizoo.switchboard.mock.http;

/** Handles a request: returns a response or throws a {@link TwilioError}. */
public interface BoxHandler {
  /** Called on a virtual thread; may block. */
  BoxResponse handle(BoxRequest request);
}
