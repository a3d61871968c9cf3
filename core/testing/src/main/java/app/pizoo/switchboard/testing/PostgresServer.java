package app.pizoo.switchboard.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real PostgreSQL in a container, started when first asked for and shared by all tests of one
 * process. Each test makes a database of its own in it.
 */
public final class PostgresServer {
  private static final String USER = "switchboard";
  private static final String PASSWORD = "only-for-tests";

  private final String host;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** The server; without a container engine the test is skipped, or fails where CI demands one. */
  public static PostgresServer running() {
    Optional<PostgresServer> server = Started.SERVER;
    if (server.isEmpty() && Boolean.parseBoolean(System.getenv("SWITCHBOARD_TESTS_REQUIRED"))) {
      throw new AssertionError("no container engine for PostgreSQL; see .ci/container-engine");
    }
    Assumptions.assumeTrue(
        server.isPresent(), "no container engine for PostgreSQL; see .ci/container-engine");
    return server.orElseThrow();
  }

  /** Makes an empty database and gives its address, user and password included. */
  public String newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    // Sorted as people do, as most installations are: nothing may depend on the order of bytes.
    execute(
        "CREATE DATABASE " + name + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
    return url(name);
  }

  /** Cuts all connections to a database and takes no new ones, as if its server were gone. */
  public void lose(String url) {
    String name = name(url);
    execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  /** Ends what {@link #lose} did. */
  public void restore(String url) {
    execute("ALTER DATABASE " + name(url) + " ALLOW_CONNECTIONS true");
  }

  private static String name(String url) {
    return URI.create(url.substring("jdbc:".length())).getPath().substring(1);
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url(USER));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
        .formatted(host, port, database, USER, PASSWORD);
  }

  /** Started by the class loader, thus once. */
  private static final class Started {
    static final Optional<PostgresServer> SERVER = start();

    private static Optional<PostgresServer> start() {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return Optional.empty();
      }
      String image = System.getenv("SWITCHBOARD_POSTGRES_IMAGE");
      return Optional.of(start(image == null ? "postgres:15" : image));
    }

    @SuppressWarnings("resource") // closed by the hook below
    private static PostgresServer start(String image) {
      PostgreSQLContainer container =
          new PostgreSQLContainer(
                  DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
              .withUsername(USER)
              .withPassword(PASSWORD)
              .withDatabaseName(USER);
      container.setWaitStrategy(
          Wait.forSuccessfulCommand("pg_isready --host 127.0.0.1 --user " + USER));
      container.start();
      Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
      return new PostgresServer(container.getHost(), container.getFirstMappedPort());
    }
  }
}
