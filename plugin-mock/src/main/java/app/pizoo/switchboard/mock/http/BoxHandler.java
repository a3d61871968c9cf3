package app.pizoo.switchboard.mock.http;

/** Answers a request, or throws a {@link TwilioError}. */
public interface BoxHandler {
  /** Called on a virtual thread; may block. */
  BoxReply handle(BoxRequest request);
}
