package app.pizoo.switchboard.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  private static final int MORE_THAN_READ_AT_ONCE = 16;

  private final CountDownLatch release = new CountDownLatch(1);
  @TempDir Path folder;

  @Test
  void storage_that_does_not_respond_fails_readiness_after_a_timeout() throws Exception {
    Readiness longTimeout = readiness(Duration.ofMinutes(1));
    Readiness shortTimeout = readiness(Duration.ofMillis(20));
    try (Storage storage =
        Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"))) {
      assertThat(longTimeout.isReady(storage)).isTrue();
      List<CompletableFuture<Boolean>> readers = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_READ_AT_ONCE; i++) {
        readers.add(beside(() -> storage.read(sql -> isReleased())));
      }
      try {
        Eventually.isTrue(
            "silence, once all readers are busy",
            () -> !beside(() -> shortTimeout.isReady(storage)).get(3, TimeUnit.MINUTES));
      } finally {
        release.countDown();
      }
      assertThat(readers).allMatch(CompletableFuture::join);
      assertThat(longTimeout.isReady(storage)).isTrue();
    }
  }

  private static Readiness readiness(Duration timeout) {
    Readiness readiness = new Readiness(timeout);
    readiness.open();
    return readiness;
  }

  private static <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
  }

  private boolean isReleased() {
    try {
      return release.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
