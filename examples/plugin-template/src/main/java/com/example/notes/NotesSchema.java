package com.example.notes;

import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.util.List;

/** The plugin's table. Times are milliseconds since 1970. */
final class NotesSchema {
  static final Schema SCHEMA =
      Schema.of(
          new Migration(
              1,
              "notes",
              List.of(
                  """
                  CREATE TABLE notes (
                    id TEXT PRIMARY KEY,
                    author TEXT NOT NULL,
                    text TEXT NOT NULL,
                    created_at BIGINT NOT NULL)
                  """,
                  "CREATE INDEX notes_author ON notes (author, created_at)")));

  private NotesSchema() {}
}
