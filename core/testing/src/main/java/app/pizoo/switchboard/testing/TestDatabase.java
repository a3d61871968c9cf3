package app.pizoo.switchboard.testing;

import java.util.Optional;

/**
 * The databases that the server runs on. A test class with {@code @ParameterizedClass} and
 * {@code @EnumSource} over this type runs on each of them.
 */
public enum TestDatabase {
  SQLITE,
  POSTGRESQL;

  /**
   * The address of a new, empty PostgreSQL database, or empty for SQLite. Skips the test where
   * there is no container engine, or fails it where {@code SWITCHBOARD_TESTS_REQUIRED} is true.
   */
  public Optional<String> newUrl() {
    return this == SQLITE ? Optional.empty() : Optional.of(PostgresServer.running().newDatabase());
  }
}
