package app.pizoo.switchboard.server.plugins;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes resources in reverse order; if one fails, the others are still closed. */
public final class Closer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("switchboard");

  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(String what, Runnable close) {}

  public void register(String what, Runnable close) {
    steps.push(new Step(what, close));
  }

  @Override
  public void close() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.close().run();
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        LOG.log(WARNING, "closing " + step.what() + " failed", e);
      }
    }
  }
}
