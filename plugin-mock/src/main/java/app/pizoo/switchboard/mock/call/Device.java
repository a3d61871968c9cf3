package app.pizoo.switchboard.mock.call;

/** Something that can be called: a browser that is registered, or a phone. */
public interface Device {
  /**
   * Calls it. Answers at once with its end of the leg; what becomes of the call it tells the line,
   * then or later. Called on any thread; must not block.
   */
  LegEnd ring(Line line, Ring ring);
}
