package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * SQLite in one file of the data folder.
 *
 * <p>Its calls are native and would pin the carriers of virtual threads, so they run on platform
 * threads: one that writes and groups commits, and a few that read.
 */
final class SqliteStorage implements Storage {
  private static final int READERS = 3;
  private static final String FILE = "switchboard.db";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final ThreadLocal<SqliteConnection> readers;
  private final ExecutorService readerThreads =
      Executors.newFixedThreadPool(
          READERS, Thread.ofPlatform().daemon().name("read-", 0).factory());
  private final SqliteWriter writer;

  private SqliteStorage(Path file) {
    this.file = file;
    readers = ThreadLocal.withInitial(() -> new SqliteConnection(file, true));
    writer = new SqliteWriter(new SqliteConnection(file, false));
  }

  static SqliteStorage open(Path folder) throws IOException, SQLException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    mustNotBeEmpty(file);
    boolean created = keepToOwner(file);
    try (SqliteConnection probe = new SqliteConnection(file, false)) {
      // Writes nothing, but needs the lock and therefore a writable folder.
      probe.begin();
      probe.rollback();
    } catch (SQLException e) {
      if (created && Files.size(file) == 0) {
        Files.delete(file);
      }
      throw e;
    }
    return new SqliteStorage(file);
  }

  /**
   * SQLite takes a file of 0 bytes for a new database, and deletes the write-ahead log beside it.
   * Ours is never empty: switching to write-ahead logging writes its first page.
   */
  private static void mustNotBeEmpty(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) == 0) {
      throw new IOException(
          file
              + " is empty (0 bytes): its data is lost, or the first start was interrupted. Restore"
              + " a backup, or delete the file to begin with a new database");
    }
  }

  /**
   * The file holds the key of all keyed hashes. SQLite gives new files beside it the same
   * permissions; existing ones keep theirs.
   *
   * @return whether the file is new
   */
  private static boolean keepToOwner(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      return true;
    } catch (FileAlreadyExistsException e) {
      for (String end : List.of("", "-wal", "-shm")) {
        tighten(file.resolveSibling(FILE + end));
      }
      return false;
    }
  }

  private static void tighten(Path file) throws IOException {
    if (!Files.exists(file) || OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      return;
    }
    System.Logger log = System.getLogger("switchboard.storage");
    try {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
      log.log(
          System.Logger.Level.WARNING, "other users could read {0}; now only its owner can", file);
    } catch (IOException e) {
      log.log(
          System.Logger.Level.WARNING,
          "other users can read {0}, and this process does not own it",
          file);
    }
  }

  /** Whether the file exists; if not, checks that it could be created, without creating it. */
  static boolean exists(Path folder) throws IOException {
    if (Files.exists(folder.resolve(FILE))) {
      return true;
    }
    Path nearest = folder.toAbsolutePath();
    while (!Files.exists(nearest)) {
      nearest = Objects.requireNonNull(nearest.getParent(), "the root exists");
    }
    if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
      throw new IOException("cannot use " + folder + ": " + nearest + " is not a writable folder");
    }
    return false;
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return await(CompletableFuture.supplyAsync(() -> reading(work), (Executor) readerThreads));
  }

  private <T> T reading(Function<Sql, T> work) {
    SqliteConnection connection = readers.get();
    try {
      return work.apply(connection.sql());
    } catch (StorageFailure | SQLException e) {
      connection.close();
      throw Failures.problem(e, true);
    }
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    return await(writer.submit(work));
  }

  @Override
  public <T> T migrate(Function<Sql, T> work) {
    return write(work);
  }

  private static <T> T await(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw Problem.of(ProblemCode.INTERNAL, "storage failed").causedBy(e);
    }
  }

  @Override
  public void forget() {
    try (SqliteConnection connection = new SqliteConnection(file, false)) {
      connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw Failures.unavailable(e);
    }
  }

  @Override
  public boolean answers() {
    try {
      return read(sql -> sql.queryOne("SELECT 1 AS n", row -> row.getInt("n"))).isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public boolean isAlive() {
    return writer.isAlive();
  }

  @Override
  public void close() {
    writer.close();
    readerThreads.close();
    try {
      // Leaves one complete file behind; the readers' connections end with the process.
      forget();
    } catch (Problem e) {
      System.getLogger("switchboard.storage")
          .log(System.Logger.Level.DEBUG, "merging the write-ahead log", e);
    }
  }
}
