package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server in the process of the test, on free ports of loopback, with the plugins under test. It
 * is the real server: its guards, limits, storage and HTTP are those of production.
 */
public final class TestServer implements AutoCloseable {
  private final EmbeddedServer server;
  private final Optional<BoxDevService> box;

  private TestServer(EmbeddedServer server, Optional<BoxDevService> box) {
    this.server = server;
    this.box = box;
  }

  /** A server in development mode. */
  public static Builder development() {
    return new Builder(EmbeddedServer.development());
  }

  /** A server in production mode: rate limits block, and no required setting has a default. */
  public static Builder production() {
    return new Builder(EmbeddedServer.production());
  }

  /** The address of the API. */
  public URI api() {
    return server.api();
  }

  /** The address of health and metrics. */
  public URI operations() {
    return server.operations();
  }

  /** A client of the API. */
  public TestClient client() {
    return new TestClient(api());
  }

  /** The metrics in Prometheus' text format. */
  public String metrics() {
    return new TestClient(operations()).text("/metrics");
  }

  /**
   * One registered route.
   *
   * @param method upper-case method
   * @param pattern path with {@code {name}} for segments that vary
   * @param guard the guard's name
   */
  public record RouteView(String method, String pattern, String guard) {}

  /** All routes, in the order of their registration. */
  public List<RouteView> routes() {
    return server.routes().stream()
        .map(route -> new RouteView(route.method(), route.pattern(), route.guard()))
        .toList();
  }

  /**
   * Cuts the database off: every transaction fails with {@code provider_unavailable}, as without a
   * connection, until {@link #restoreDatabase()}.
   */
  public void loseDatabase() {
    server.loseDatabase(true);
  }

  /** Ends what {@link #loseDatabase()} did. */
  public void restoreDatabase() {
    server.loseDatabase(false);
  }

  /** Runs the scheduled tasks of all plugins now. */
  public void runScheduledTasks() {
    server.runScheduledTasks();
  }

  /**
   * Erases a subject, as the command {@code erase} does.
   *
   * @return the number of changed rows by plugin
   */
  public Map<String, Integer> erase(String subject) {
    return server.erase(subject);
  }

  /**
   * An app token for a user, or with scopes for a service. It is valid for an hour.
   *
   * @throws java.util.NoSuchElementException if the server takes tokens signed by published keys
   */
  public String token(String subject, String... scopes) {
    return server.token(subject, scopes);
  }

  /**
   * The box beside this server.
   *
   * @throws java.util.NoSuchElementException if the builder did not add one
   */
  public TwilioBox box() {
    return box.orElseThrow().box();
  }

  /**
   * Stops the server and deletes its temporary data. Closing it again has no effect.
   *
   * @throws AssertionError if a route has returned an error code that its part of the OpenAPI
   *     document does not list
   */
  @Override
  public void close() {
    List<String> undocumented = server.codes().undocumented();
    ObservedCodesFile.add(server.codes().observed());
    server.close();
    if (!undocumented.isEmpty()) {
      throw new AssertionError("error codes missing in x-problem-codes: " + undocumented);
    }
  }

  /** Collects what a server consists of. Not thread-safe. */
  public static final class Builder {
    private final EmbeddedServer.Builder builder;
    private Optional<BoxDevService> box = Optional.empty();

    private Builder(EmbeddedServer.Builder builder) {
      this.builder = builder;
    }

    /** Sets a setting by name, as the environment would. */
    public Builder set(String name, String value) {
      builder.set(name, value);
      return this;
    }

    /** Checks app tokens with the keys published at an address instead of with a shared secret. */
    public Builder keysAt(URI address) {
      builder.keysAt(address);
      return this;
    }

    /** Adds a plugin. */
    public Builder plugin(Plugin plugin) {
      builder.plugin(plugin);
      return this;
    }

    /** Adds a shared service. */
    public Builder service(SharedService service) {
      builder.service(service);
      return this;
    }

    /** Adds the Twilio account, which plugins find with {@code context.shared(…)}. */
    public Builder twilio() {
      return service(new TwilioService());
    }

    /** Starts a dev service before everything else. There can be one. */
    public Builder devService(DevService service) {
      if (service instanceof BoxDevService one) {
        box = Optional.of(one);
      }
      builder.devService(service);
      return this;
    }

    /** Adds the Twilio account and starts the box beside the server; the account leads to it. */
    public Builder box() {
      return set("SWITCHBOARD_BOX_PORT", "0").twilio().devService(new BoxDevService());
    }

    /** Keeps data in a folder instead of a temporary one. */
    public Builder data(Path folder) {
      builder.data(folder);
      return this;
    }

    /** Replaces the system's clock. */
    public Builder clock(Clock clock) {
      builder.clock(clock);
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws StartException if it refuses to start
     */
    public TestServer start() {
      try {
        return new TestServer(builder.start(), box);
      } catch (StartFailure e) {
        throw new StartException(e.findings().stream().map(Finding::text).toList(), e);
      }
    }
  }
}
