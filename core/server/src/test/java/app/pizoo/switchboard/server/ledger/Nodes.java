package app.pizoo.switchboard.server.ledger;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes over one database, as far as the ledger goes. */
record Nodes(Storage storage, MovableClock clock, MetricsRegistry metrics, Ledger one, Ledger other)
    implements AutoCloseable {
  private static final Migration NOTES =
      new Migration(1, "notes", List.of("CREATE TABLE notes (id TEXT PRIMARY KEY, n INTEGER)"));

  static Nodes over(Optional<String> url, Path folder) throws IOException {
    Storage storage = Databases.open(url, Optional.of(folder), folder.resolve("none"));
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA, "test", Schema.of(NOTES))).run(storage);
    MovableClock clock = new MovableClock();
    MetricsRegistry metrics = new MetricsRegistry();
    KernelKeys keys = KernelKeys.load(storage);
    return new Nodes(
        storage,
        clock,
        metrics,
        new Ledger(storage, keys, clock, metrics),
        new Ledger(storage, keys, clock, new MetricsRegistry()));
  }

  int count(String table) {
    return storage
        .read(sql -> sql.queryOne("SELECT count(*) FROM " + table, row -> row.getInt(1)))
        .orElseThrow();
  }

  @Override
  public void close() {
    storage.close();
  }
}
