package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs all writing transactions on one platform thread. Waiting transactions share a commit,
 * because each commit waits for the disk. If one of them fails after it has changed something, all
 * are rolled back and run again with savepoints, which roll back the failed one alone; savepoints
 * copy every page that changes, so that they would cost all transactions too much.
 */
final class SqliteWriter implements AutoCloseable {
  private static final int MAX_WAITING = 4096;
  private static final int MAX_IN_ONE_COMMIT = 256;

  private final SqliteConnection connection;
  private final BlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  SqliteWriter(SqliteConnection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().daemon().name("write").start(this::run);
  }

  private static final class Job<T> {
    private final Function<Database.Sql, T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable T value;
    private @Nullable Throwable failure;

    Job(Function<Database.Sql, T> work) {
      this.work = work;
    }

    /** Runs without a savepoint; false if there is something to undo. */
    boolean run(SqliteConnection connection) throws SQLException {
      JdbcSql sql = connection.sql();
      try {
        value = work.apply(sql);
        failure = null;
        return true;
      } catch (StorageFailure e) {
        // The database may have ended the transaction.
        failure = Failures.problem(e, false);
        return false;
      } catch (Throwable e) {
        // Errors and undeclared exceptions too: this thread serves all others.
        failure = e;
        return !sql.hasChanged();
      }
    }

    /** Runs with a savepoint. */
    void runUndoable(SqliteConnection connection) throws SQLException {
      connection.execute("SAVEPOINT job");
      if (!run(connection)) {
        connection.execute("ROLLBACK TO job");
      }
      connection.execute("RELEASE job");
    }

    @SuppressWarnings("NullAway") // a work may return null for its own purposes
    void committed() {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }

    void failed(Throwable cause) {
      result.completeExceptionally(Failures.unavailable(cause));
    }
  }

  <T> CompletableFuture<T> submit(Function<Database.Sql, T> work) {
    if (Thread.currentThread() == thread) {
      throw NestedTransactions.refusal();
    }
    Job<T> job = new Job<>(work);
    if (closed.get() || !waiting.offer(job)) {
      job.result.completeExceptionally(
          Problem.of(ProblemCode.OVERLOADED, "too many changes wait for storage"));
    }
    return job.result;
  }

  private void run() {
    List<Job<?>> jobs = new ArrayList<>();
    while (!closed.get() || !waiting.isEmpty()) {
      try {
        jobs.add(waiting.take());
      } catch (InterruptedException e) {
        continue;
      }
      waiting.drainTo(jobs, MAX_IN_ONE_COMMIT - 1);
      commit(jobs);
      jobs.clear();
    }
    connection.close();
  }

  private void commit(List<Job<?>> jobs) {
    try {
      connection.begin();
      if (run(jobs)) {
        connection.commit();
      } else {
        connection.rollback();
        if (jobs.size() > 1) {
          runUndoable(jobs);
        }
      }
    } catch (Throwable e) {
      connection.close();
      jobs.forEach(job -> job.failed(e));
      return;
    }
    jobs.forEach(Job::committed);
  }

  /** Whether the thread runs; without it every change would wait forever. */
  boolean isAlive() {
    return thread.isAlive();
  }

  private void runUndoable(List<Job<?>> jobs) throws SQLException {
    connection.begin();
    for (Job<?> job : jobs) {
      job.runUndoable(connection);
    }
    connection.commit();
  }

  private boolean run(List<Job<?>> jobs) throws SQLException {
    for (Job<?> job : jobs) {
      if (!job.run(connection)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed.set(true);
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
