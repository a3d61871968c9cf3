package app.pizoo.switchboard.server.storage;

import java.util.function.Supplier;

/** Refuses a write within a write of the same thread, which would wait for itself. */
final class NestedTransactions {
  private static final ThreadLocal<Boolean> WRITING = ThreadLocal.withInitial(() -> false);

  private NestedTransactions() {}

  /** Runs a write on the calling thread. */
  static <T> T guard(Supplier<T> write) {
    if (WRITING.get()) {
      throw refusal();
    }
    WRITING.set(true);
    try {
      return write.get();
    } finally {
      WRITING.remove();
    }
  }

  static IllegalStateException refusal() {
    return new IllegalStateException(
        "a transaction must not use the database, only its own Sql: it would wait for itself");
  }
}
