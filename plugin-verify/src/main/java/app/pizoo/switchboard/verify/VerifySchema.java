package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.util.List;

/** The plugin's tables: no codes, and numbers only as keyed hashes. */
final class VerifySchema {
  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "verifications",
              List.of(
                  """
                  CREATE TABLE verify_verifications (
                    id TEXT PRIMARY KEY,
                    recipient TEXT NOT NULL,
                    approved INTEGER NOT NULL,
                    checks INTEGER NOT NULL,
                    expires_at BIGINT NOT NULL)
                  """,
                  """
                  CREATE INDEX verify_verifications_recipient
                    ON verify_verifications (recipient, expires_at)
                  """,
                  """
                  CREATE INDEX verify_verifications_expires_at
                    ON verify_verifications (expires_at)
                  """)),
          new Migration(
              2,
              "whose verification it is, where it went, and keys for proofs",
              List.of(
                  "ALTER TABLE verify_verifications ADD COLUMN handle TEXT NOT NULL DEFAULT ''",
                  """
                  ALTER TABLE verify_verifications
                    ADD COLUMN strangers_checks INTEGER NOT NULL DEFAULT 0
                  """,
                  "ALTER TABLE verify_verifications ADD COLUMN area TEXT NOT NULL DEFAULT ''",
                  "ALTER TABLE verify_verifications ADD COLUMN started_at BIGINT NOT NULL DEFAULT"
                      + " 0",
                  "ALTER TABLE verify_verifications ADD COLUMN asked INTEGER NOT NULL DEFAULT 0",
                  """
                  CREATE INDEX verify_verifications_area
                    ON verify_verifications (area, started_at)
                  """,
                  """
                  CREATE TABLE verify_blocks (
                    area TEXT PRIMARY KEY,
                    until_at BIGINT NOT NULL,
                    times INTEGER NOT NULL)
                  """,
                  """
                  CREATE TABLE verify_keys (
                    id TEXT PRIMARY KEY,
                    public_key TEXT NOT NULL,
                    private_key TEXT NOT NULL)
                  """)),
          new Migration(
              3,
              "captchas' tokens that were used, and verifications by time",
              List.of(
                  "DROP INDEX verify_verifications_area",
                  """
                  CREATE INDEX verify_verifications_started_at
                    ON verify_verifications (started_at)
                  """,
                  """
                  CREATE TABLE verify_captchas (
                    token TEXT PRIMARY KEY,
                    used_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX verify_captchas_used_at ON verify_captchas (used_at)")),
          new Migration(
              4,
              "keys for proofs, one after the other",
              List.of(
                  "ALTER TABLE verify_keys ADD COLUMN generation BIGINT NOT NULL DEFAULT 1",
                  "ALTER TABLE verify_keys ADD COLUMN signs_from BIGINT NOT NULL DEFAULT 0",
                  "CREATE UNIQUE INDEX verify_keys_generation ON verify_keys (generation)")),
          new Migration(
              5,
              "what kinds of lines numbers are",
              List.of(
                  """
                  CREATE TABLE verify_lines (
                    recipient TEXT PRIMARY KEY,
                    type TEXT NOT NULL,
                    until_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX verify_lines_until_at ON verify_lines (until_at)")),
          new Migration(
              6,
              "conversions counted by prefix and country",
              List.of(
                  "DROP INDEX verify_verifications_started_at",
                  "ALTER TABLE verify_verifications ADD COLUMN country TEXT NOT NULL DEFAULT ''",
                  """
                  CREATE TABLE verify_conversions (
                    area TEXT NOT NULL,
                    slot BIGINT NOT NULL,
                    sent INTEGER NOT NULL,
                    approved INTEGER NOT NULL,
                    PRIMARY KEY (area, slot))
                  """)));

  private VerifySchema() {}
}
