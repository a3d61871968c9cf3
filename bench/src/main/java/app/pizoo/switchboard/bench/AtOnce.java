package app.pizoo.switchboard.bench;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Runs a step for many numbers with bounded concurrency. */
final class AtOnce {
  private static final int MAX_CONCURRENT = 32;

  private AtOnce() {}

  /** The step for one number. */
  @FunctionalInterface
  interface Step {
    void run(int number) throws Exception;
  }

  /** Returns when all steps are done; failures are printed to standard error. */
  static void run(List<Integer> numbers, Step step) throws InterruptedException {
    Semaphore room = new Semaphore(MAX_CONCURRENT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number : numbers) {
        room.acquire();
        threads.execute(() -> {
          try {
            step.run(number);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            room.release();
          }
        });
      }
    }
  }
}
