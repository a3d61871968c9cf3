package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.util.List;

/** The plugin's tables: no texts, and numbers only as keyed hashes and masked. */
final class SmsSchema {
  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "messages and opt-outs",
              List.of(
                  """
                  CREATE TABLE sms_messages (
                    sid TEXT PRIMARY KEY,
                    recipient TEXT NOT NULL,
                    masked TEXT NOT NULL,
                    status TEXT NOT NULL,
                    status_rank INTEGER NOT NULL,
                    error_code TEXT NOT NULL,
                    updated_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX sms_messages_updated_at ON sms_messages (updated_at)",
                  """
                  CREATE TABLE sms_opt_outs (
                    recipient TEXT PRIMARY KEY,
                    masked TEXT NOT NULL,
                    since BIGINT NOT NULL)
                  """,
                  """
                  CREATE TABLE sms_keywords (
                    message_sid TEXT PRIMARY KEY,
                    received_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX sms_keywords_received_at ON sms_keywords (received_at)")),
          new Migration(
              2,
              "when messages were sent, and when they were asked for",
              List.of(
                  "ALTER TABLE sms_messages ADD COLUMN sent_at BIGINT NOT NULL DEFAULT 0",
                  "ALTER TABLE sms_messages ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0",
                  "UPDATE sms_messages SET sent_at = updated_at",
                  "CREATE INDEX sms_messages_sent_at ON sms_messages (sent_at, sid)",
                  "CREATE INDEX sms_messages_recipient ON sms_messages (recipient)",
                  "CREATE INDEX sms_messages_open ON sms_messages (status_rank, asked_at)")));

  private SmsSchema() {}
}
