package app.pizoo.switchboard.server.plugins;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, in reverse; one that fails does not keep the others open. */
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
      } catch (RuntimeException e) {
        LOG.log(WARNING, "closing " + step.what() + " failed", e);
      }
    }
  }
}
