package app.pizoo.switchboard.server.embedded;

import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A database that tests can disconnect: every transaction then fails. */
final class LosableStorage implements UnaryOperator<Storage> {
  private final AtomicBoolean lost = new AtomicBoolean();

  /** Disconnects or reconnects the database. */
  void lose(boolean now) {
    lost.set(now);
  }

  @Override
  public Storage apply(Storage storage) {
    return new Storage() {
      @Override
      public <T> T read(Function<Sql, T> work) {
        mustBeThere();
        return storage.read(work);
      }

      @Override
      public <T> T write(Function<Sql, T> work) {
        mustBeThere();
        return storage.write(work);
      }

      @Override
      public <T> T migrate(Function<Sql, T> work) {
        mustBeThere();
        return storage.migrate(work);
      }

      @Override
      public boolean answers() {
        return !lost.get() && storage.answers();
      }

      @Override
      public boolean isAlive() {
        return storage.isAlive();
      }

      @Override
      public void forget() {
        storage.forget();
      }

      @Override
      public void close() {
        storage.close();
      }
    };
  }

  private void mustBeThere() {
    if (lost.get()) {
      throw Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "storage is out of reach");
    }
  }
}
