package app.pizoo.switchboard.verify.proof;

import static java.lang.System.Logger.Level.INFO;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Problem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The keys that proofs are signed with, one after the other, kept in the database so that all nodes
 * sign with the same one. A key is published an hour before it signs, so that those who keep the
 * key set for a while know it in time, and until the last proof that it signed has expired.
 */
public final class ProofKeys {
  /** How long a key is published before it signs. */
  static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

  /** How long others may keep the key set. */
  public static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** How long it is published after its successor signs: a proof's life, and clocks that differ. */
  static final Duration PUBLISHED_AFTER = Proofs.TTL.plusMinutes(5);

  /** How soon a node learns of what another one did; much less than {@link #PUBLISHED_BEFORE}. */
  private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(1);

  private final Database database;
  private final Clock clock;
  private final Duration rotation;
  private final System.Logger logger;
  private volatile Snapshot latest;

  private record Key(ProofKey key, long generation, long signsFrom) {}

  /** The oldest key first; never empty. */
  private record Snapshot(List<Key> keys, long readAt) {}

  /**
   * Reads the keys, or makes the first one.
   *
   * @param rotation how long each key signs
   */
  public ProofKeys(Database database, Clock clock, Duration rotation, System.Logger logger) {
    this.database = database;
    this.clock = clock;
    this.rotation = rotation;
    this.logger = logger;
    this.latest = read();
  }

  /** The key that signs now. */
  public ProofKey current() {
    List<Key> keys = snapshot().keys();
    long now = clock.millis();
    return keys.stream()
        .filter(key -> key.signsFrom() <= now)
        .reduce((older, newer) -> newer)
        .orElse(keys.getFirst())
        .key();
  }

  /** All keys that proofs may be verified with, as a JSON Web Key Set (RFC 7517). */
  public JsonObject published() {
    JsonArrayBuilder keys = Json.createArrayBuilder();
    snapshot().keys().forEach(key -> keys.add(key.key().published()));
    return Json.createObjectBuilder().add("keys", keys).build();
  }

  /** Makes the next key when it is time, and removes those that are over; called now and then. */
  public void rotate() {
    List<Key> keys = read().keys();
    long now = clock.millis();
    Key newest = keys.getLast();
    if (newest.signsFrom() + rotation.toMillis() <= now + PUBLISHED_BEFORE.toMillis()
        && insert(newest.generation() + 1, now + PUBLISHED_BEFORE.toMillis())) {
      logger.log(INFO, "a new key signs proofs in an hour");
    }
    for (int i = 0; i + 1 < keys.size(); i++) {
      if (keys.get(i + 1).signsFrom() + PUBLISHED_AFTER.toMillis() <= now) {
        long over = keys.get(i).generation();
        database.write(sql -> sql.update("DELETE FROM verify_keys WHERE generation <= ?", over));
      }
    }
    latest = read();
  }

  private Snapshot snapshot() {
    Snapshot known = latest;
    long now = clock.millis();
    if (Math.abs(now - known.readAt()) < REFRESH_INTERVAL.toMillis()) {
      return known;
    }
    try {
      latest = read();
    } catch (Problem withoutDatabase) {
      // What was read before is good for an hour; it is tried again in a minute.
      latest = new Snapshot(known.keys(), now);
    }
    return latest;
  }

  private Snapshot read() {
    List<Key> keys = query();
    if (keys.isEmpty()) {
      // Nobody has kept a key set yet: the first key signs at once.
      insert(1, clock.millis());
      keys = query();
    }
    return new Snapshot(keys, clock.millis());
  }

  private List<Key> query() {
    return database.read(sql ->
        sql.query(
            """
            SELECT public_key, private_key, generation, signs_from FROM verify_keys
            ORDER BY generation
            """,
            row ->
                new Key(
                    new ProofKey.Encoded(row.getString(1), row.getString(2)).read(),
                    row.getLong(3),
                    row.getLong(4))));
  }

  /** Adds a key; false if another node was faster. */
  private boolean insert(long generation, long signsFrom) {
    ProofKey.Encoded fresh = ProofKey.Encoded.generate();
    return database.write(sql ->
        sql.update(
            """
            INSERT INTO verify_keys (id, public_key, private_key, generation, signs_from)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            "proofs " + generation,
            fresh.publicKey(),
            fresh.privateKey(),
            generation,
            signsFrom))
        == 1;
  }
}
