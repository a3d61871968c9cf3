package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.util.List;

/** The tables of the kernel. */
public final class KernelSchema {
  /** The owner of these tables in {@code switchboard_migrations}. */
  public static final String OWNER = "kernel";

  /** All migrations. */
  public static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "keys",
              List.of("CREATE TABLE switchboard_keys (name TEXT PRIMARY KEY, value TEXT)")),
          new Migration(
              2,
              "uses of limits",
              List.of(
                  "CREATE TABLE switchboard_limit_uses (rule TEXT NOT NULL, key TEXT NOT NULL,"
                      + " used_at BIGINT NOT NULL, number INTEGER NOT NULL, over_at BIGINT NOT"
                      + " NULL, PRIMARY KEY (rule, key, used_at, number))",
                  "CREATE INDEX switchboard_limit_uses_over ON switchboard_limit_uses (over_at)")),
          new Migration(
              3,
              "one row for each key of a limit",
              List.of(
                  "DROP TABLE switchboard_limit_uses",
                  """
                  CREATE TABLE switchboard_limits (
                    rule TEXT NOT NULL,
                    key TEXT NOT NULL,
                    uses TEXT NOT NULL,
                    number BIGINT NOT NULL,
                    over_at BIGINT NOT NULL,
                    PRIMARY KEY (rule, key))
                  """,
                  "CREATE INDEX switchboard_limits_over ON switchboard_limits (over_at)")),
          new Migration(
              4,
              "inbox and outbox",
              List.of(
                  """
                  CREATE TABLE switchboard_events (
                    owner TEXT NOT NULL,
                    topic TEXT NOT NULL,
                    key TEXT NOT NULL,
                    fields TEXT NOT NULL,
                    state TEXT NOT NULL,
                    attempts INTEGER NOT NULL,
                    received_at BIGINT NOT NULL,
                    due_at BIGINT NOT NULL,
                    error TEXT NOT NULL,
                    PRIMARY KEY (owner, key))
                  """,
                  "CREATE INDEX switchboard_events_due ON switchboard_events (state, due_at)",
                  """
                  CREATE TABLE switchboard_outbox (
                    id TEXT PRIMARY KEY,
                    owner TEXT NOT NULL,
                    key TEXT NOT NULL,
                    request TEXT NOT NULL,
                    state TEXT NOT NULL,
                    result TEXT NOT NULL,
                    details TEXT NOT NULL,
                    begun_at BIGINT NOT NULL,
                    resolved_at BIGINT NOT NULL,
                    UNIQUE (owner, key))
                  """,
                  """
                  CREATE INDEX switchboard_outbox_state
                    ON switchboard_outbox (state, resolved_at, begun_at)
                  """)),
          new Migration(
              5,
              "distinct items of limits",
              List.of(
                  """
                  CREATE TABLE switchboard_limit_items (
                    rule TEXT NOT NULL,
                    key TEXT NOT NULL,
                    item TEXT NOT NULL,
                    over_at BIGINT NOT NULL,
                    PRIMARY KEY (rule, key, item))
                  """,
                  """
                  CREATE INDEX switchboard_limit_items_over ON switchboard_limit_items (over_at)
                  """)),
          new Migration(
              6,
              "outbox entries whose subject was erased",
              List.of(
                  """
                  ALTER TABLE switchboard_outbox ADD COLUMN erased INTEGER NOT NULL DEFAULT 0
                  """)),
          new Migration(
              7,
              "the number of items beside each key",
              List.of(
                  """
                  UPDATE switchboard_limits SET number = (
                    SELECT count(*) FROM switchboard_limit_items AS item
                    WHERE item.rule = switchboard_limits.rule AND item.key = switchboard_limits.key)
                  WHERE EXISTS (
                    SELECT 1 FROM switchboard_limit_items AS item
                    WHERE item.rule = switchboard_limits.rule AND item.key = switchboard_limits.key)
                  """,
                  """
                  CREATE INDEX switchboard_limit_items_oldest
                    ON switchboard_limit_items (rule, key, over_at)
                  """)),
          new Migration(
              8,
              "the counts of one key side by side",
              List.of(
                  "DROP TABLE switchboard_limits",
                  "DROP TABLE switchboard_limit_items",
                  """
                  CREATE TABLE switchboard_limits (
                    key TEXT NOT NULL,
                    rule TEXT NOT NULL,
                    uses TEXT NOT NULL,
                    number BIGINT NOT NULL,
                    over_at BIGINT NOT NULL,
                    PRIMARY KEY (key, rule))
                  """,
                  "CREATE INDEX switchboard_limits_over ON switchboard_limits (over_at)",
                  """
                  CREATE TABLE switchboard_limit_items (
                    key TEXT NOT NULL,
                    rule TEXT NOT NULL,
                    item TEXT NOT NULL,
                    over_at BIGINT NOT NULL,
                    PRIMARY KEY (key, rule, item))
                  """,
                  """
                  CREATE INDEX switchboard_limit_items_over ON switchboard_limit_items (over_at)
                  """,
                  """
                  CREATE INDEX switchboard_limit_items_oldest
                    ON switchboard_limit_items (key, rule, over_at)
                  """)),
          new Migration(
              9,
              "the counts of one key in one row",
              List.of(
                  "DROP TABLE switchboard_limits",
                  "DELETE FROM switchboard_limit_items",
                  """
                  CREATE TABLE switchboard_limits (
                    key TEXT PRIMARY KEY,
                    counts TEXT NOT NULL,
                    over_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX switchboard_limits_over ON switchboard_limits (over_at)")));

  private KernelSchema() {}
}
