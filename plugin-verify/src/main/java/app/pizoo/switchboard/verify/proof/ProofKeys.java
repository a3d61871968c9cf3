package app.pizoo.switchboard.verify.proof;

import static java.lang.System.Logger.Level.INFO;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Stores and rotates the keys that sign proofs. They are in the database, so that all nodes sign
 * with the same key. A key is published one hour before it signs, so that clients that cache the
 * key set know it in time. It stays published until the last proof that it signed has expired.
 */
public final class ProofKeys {
  /** How long a key is published before it signs. */
  static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

  /** How long clients may cache the key set. */
  public static final Duration MAX_AGE = Duration.ofMinutes(5);

  /**
   * How long a key stays published after its successor has begun to sign: the lifetime of a proof,
   * and a tolerance for clock skew.
   */
  static final Duration PUBLISHED_AFTER = Proofs.TTL.plusMinutes(5);

  /**
   * How often a node reads the keys that others may have added; much less than {@link
   * #PUBLISHED_BEFORE}.
   */
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
   * Reads the keys, or creates the first one.
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

  /** Creates the next key when it is due, and removes expired keys. A scheduled task calls it. */
  public void rotate() {
    List<Key> keys = read().keys();
    long now = clock.millis();
    Key newest = keys.getLast();
    if (newest.signsFrom() + rotation.toMillis() <= now + PUBLISHED_BEFORE.toMillis()
        && insert(newest.generation() + 1, now + PUBLISHED_BEFORE.toMillis())) {
      logger.log(INFO, "created a new proof key, which signs in an hour");
    }
    for (int i = 0; i + 1 < keys.size(); i++) {
      if (keys.get(i + 1).signsFrom() + PUBLISHED_AFTER.toMillis() <= now) {
        long expired = keys.get(i).generation();
        database.write(sql -> sql.update("DELETE FROM verify_keys WHERE generation <= ?", expired));
      }
    }
    latest = read();
  }

  private Snapshot snapshot() {
    Snapshot cached = latest;
    long now = clock.millis();
    if (Math.abs(now - cached.readAt()) < REFRESH_INTERVAL.toMillis()) {
      return cached;
    }
    try {
      latest = read();
    } catch (Problem withoutDatabase) {
      // The cached keys are valid for an hour; the next read is in a minute.
      latest = new Snapshot(cached.keys(), now);
    }
    return latest;
  }

  private Snapshot read() {
    List<Key> keys = query();
    if (keys.isEmpty()) {
      // No client has cached a key set yet, so the first key signs immediately.
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
                    new ProofKey.Encoded(row.getString("public_key"), row.getString("private_key"))
                        .read(),
                    row.getLong("generation"),
                    row.getLong("signs_from"))));
  }

  /** Adds a key; returns false if another node has already added it. */
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
