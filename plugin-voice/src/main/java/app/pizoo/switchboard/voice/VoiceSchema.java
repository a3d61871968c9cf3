package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.util.List;

/** The plugin's tables. */
final class VoiceSchema {
  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "legs of calls",
              List.of(
                  """
                  CREATE TABLE voice_legs (
                    sid TEXT PRIMARY KEY,
                    parent_sid TEXT NOT NULL,
                    status TEXT NOT NULL,
                    status_rank INTEGER NOT NULL,
                    duration BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX voice_legs_updated_at ON voice_legs (updated_at)")),
          new Migration(
              2,
              "calls with their legs joined, and who took part",
              List.of(
                  "CREATE INDEX voice_legs_parent_sid ON voice_legs (parent_sid)",
                  """
                  CREATE TABLE voice_calls (
                    sid TEXT PRIMARY KEY,
                    status TEXT NOT NULL,
                    is_over INTEGER NOT NULL,
                    duration BIGINT NOT NULL,
                    reason TEXT NOT NULL,
                    started_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    asked_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX voice_calls_open ON voice_calls (is_over, asked_at)",
                  "CREATE INDEX voice_calls_updated_at ON voice_calls (updated_at)",
                  """
                  CREATE TABLE voice_parties (
                    user_name TEXT NOT NULL,
                    sid TEXT NOT NULL,
                    direction TEXT NOT NULL,
                    other_user TEXT NOT NULL,
                    other_key TEXT NOT NULL,
                    other_masked TEXT NOT NULL,
                    started_at BIGINT NOT NULL,
                    PRIMARY KEY (user_name, sid))
                  """,
                  """
                  CREATE INDEX voice_parties_history
                    ON voice_parties (user_name, started_at, sid)
                  """,
                  "CREATE INDEX voice_parties_sid ON voice_parties (sid)",
                  "CREATE INDEX voice_parties_other_user ON voice_parties (other_user)",
                  "CREATE INDEX voice_parties_other_key ON voice_parties (other_key)")),
          new Migration(
              3,
              "whose names calls must not take on again",
              List.of(
                  """
                  ALTER TABLE voice_calls ADD COLUMN outgoing_erased INTEGER NOT NULL DEFAULT 0
                  """,
                  """
                  ALTER TABLE voice_calls ADD COLUMN incoming_erased INTEGER NOT NULL DEFAULT 0
                  """)),
          new Migration(
              4,
              "the parties of a call in its row",
              List.of(
                  "ALTER TABLE voice_calls ADD COLUMN caller_user TEXT NOT NULL DEFAULT ''",
                  "ALTER TABLE voice_calls ADD COLUMN callee_user TEXT NOT NULL DEFAULT ''",
                  "ALTER TABLE voice_calls ADD COLUMN callee_sees INTEGER NOT NULL DEFAULT 0",
                  "ALTER TABLE voice_calls ADD COLUMN phone_key TEXT NOT NULL DEFAULT ''",
                  "ALTER TABLE voice_calls ADD COLUMN phone_masked TEXT NOT NULL DEFAULT ''",
                  """
                  UPDATE voice_calls SET
                    caller_user = COALESCE(
                      (SELECT MAX(CASE WHEN direction = 'outgoing' THEN user_name ELSE other_user END)
                       FROM voice_parties AS p WHERE p.sid = voice_calls.sid), ''),
                    callee_user = COALESCE(
                      (SELECT MAX(CASE WHEN direction = 'incoming' THEN user_name ELSE other_user END)
                       FROM voice_parties AS p WHERE p.sid = voice_calls.sid), ''),
                    callee_sees = (SELECT COUNT(*) FROM voice_parties AS p
                      WHERE p.sid = voice_calls.sid AND direction = 'incoming'),
                    phone_key = COALESCE((SELECT MAX(other_key)
                       FROM voice_parties AS p WHERE p.sid = voice_calls.sid), ''),
                    phone_masked = COALESCE((SELECT MAX(other_masked)
                       FROM voice_parties AS p WHERE p.sid = voice_calls.sid), '')
                  """,
                  "DROP TABLE voice_parties",
                  "DROP INDEX voice_calls_open",
                  "CREATE INDEX voice_calls_open ON voice_calls (asked_at) WHERE is_over = 0",
                  """
                  CREATE INDEX voice_calls_outgoing ON voice_calls (caller_user, started_at, sid)
                  """,
                  """
                  CREATE INDEX voice_calls_incoming ON voice_calls (callee_user, started_at, sid)
                  """,
                  """
                  CREATE INDEX voice_calls_phone ON voice_calls (phone_key) WHERE phone_key <> ''
                  """)));

  private VoiceSchema() {}
}
