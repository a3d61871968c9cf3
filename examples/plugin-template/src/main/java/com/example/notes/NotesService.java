package com.example.notes;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Keeps notes. It knows nothing about HTTP. */
final class NotesService {
  static final ProblemCode NOTE_TOO_LONG =
      new ProblemCode("note_too_long", 422, "The note is too long");

  private final Database database;
  private final Inbox inbox;
  private final NotesRateLimits limits;
  private final NotesMetrics metrics;
  private final Clock clock;
  private final int maxLength;

  NotesService(
      Database database,
      Inbox inbox,
      NotesRateLimits limits,
      NotesMetrics metrics,
      Clock clock,
      int maxLength) {
    this.database = database;
    this.inbox = inbox;
    this.limits = limits;
    this.metrics = metrics;
    this.clock = clock;
    this.maxLength = maxLength;
  }

  /** Adds a note and returns its id. */
  String add(String author, String text) {
    checkLength(text);
    limits.takeNote(author);
    String id = UUID.randomUUID().toString();
    database.write(sql -> insert(sql, new NoteEvent(id, author, text)));
    metrics.added("user");
    return id;
  }

  /** Takes a note from another system; a repeated delivery changes nothing. */
  void accept(NoteEvent event) {
    checkLength(event.text());
    inbox.put(NoteEvent.CODEC, event);
  }

  /** Stores an event of the inbox, in the transaction that marks it as processed. */
  Runnable handle(Database.Sql sql, NoteEvent event) {
    insert(sql, event);
    return () -> metrics.added("backend");
  }

  /** The texts of a user's notes, the newest first. */
  List<String> list(String author) {
    return database.read(sql ->
        sql.query(
            "SELECT text FROM notes WHERE author = ? ORDER BY created_at DESC, id LIMIT 100",
            row -> row.getString("text"),
            author));
  }

  /** Removes notes that are older than the operator keeps data. */
  void removeOld(Duration retention) {
    long before = clock.millis() - retention.toMillis();
    database.write(sql -> sql.update("DELETE FROM notes WHERE created_at < ?", before));
  }

  private int insert(Database.Sql sql, NoteEvent note) {
    return sql.update(
        "INSERT INTO notes (id, author, text, created_at) VALUES (?, ?, ?, ?)",
        note.id(),
        note.author(),
        note.text(),
        clock.millis());
  }

  private void checkLength(String text) {
    if (text.length() > maxLength) {
      throw Problem.of(NOTE_TOO_LONG, "at most " + maxLength + " characters").inField("text");
    }
  }
}
