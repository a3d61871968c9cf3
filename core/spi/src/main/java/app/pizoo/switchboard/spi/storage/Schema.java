package app.pizoo.switchboard.spi.storage;

import java.util.List;

/**
 * The tables of one plugin, as migrations that only go forward.
 *
 * @param migrations in the order of their versions, which count from 1 without gaps
 */
public record Schema(List<Migration> migrations) {

  /**
   * One migration. It must not change after its release: the server refuses to start if it did.
   *
   * @param version counts from 1
   * @param description a few words
   * @param statements SQL that SQLite and PostgreSQL both take, one statement each
   */
  public record Migration(int version, String description, List<String> statements) {
    public Migration {
      statements = List.copyOf(statements);
    }
  }

  public Schema {
    migrations = List.copyOf(migrations);
    for (int i = 0; i < migrations.size(); i++) {
      if (migrations.get(i).version() != i + 1) {
        throw new IllegalArgumentException("migration versions must count from 1 without gaps");
      }
    }
  }

  /** No tables. */
  public static Schema none() {
    return new Schema(List.of());
  }

  /** The given migrations. */
  public static Schema of(Migration... migrations) {
    return new Schema(List.of(migrations));
  }
}
