package app.pizoo.switchboard.server;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.StandIn;
import java.net.URI;
import java.time.Clock;

/**
 * Runs the kernel inside another program, on free ports of loopback, with given plugins instead of
 * jars: for tests of plugins over real HTTP.
 */
public final class EmbeddedServer implements AutoCloseable {
  private EmbeddedServer() {}

  /** A server in development mode, with its data in a new temporary folder. */
  public static Builder development() {
    return new Builder();
  }

  /** A server in production mode: limits block, nothing is filled in. */
  public static Builder production() {
    return new Builder();
  }

  /** Where the API listens. */
  public URI api() {
    throw new UnsupportedOperationException();
  }

  /** Where health and metrics listen. */
  public URI operations() {
    throw new UnsupportedOperationException();
  }

  /** An app JWT for a user or service; only where the server holds the signing key. */
  public String token(String subject, String... scopes) {
    throw new UnsupportedOperationException(subject + scopes.length);
  }

  /** Stops the server and deletes its temporary folder. */
  @Override
  public void close() {}

  /** Says what the server is made of. */
  public static final class Builder {
    private Builder() {}

    /** Sets a setting by name, as the environment would. */
    public Builder set(String name, String value) {
      throw new UnsupportedOperationException(name + value);
    }

    public Builder plugin(Plugin plugin) {
      throw new UnsupportedOperationException(plugin.toString());
    }

    public Builder service(SharedService service) {
      throw new UnsupportedOperationException(service.toString());
    }

    public Builder standIn(StandIn standIn) {
      throw new UnsupportedOperationException(standIn.toString());
    }

    public Builder clock(Clock clock) {
      throw new UnsupportedOperationException(clock.toString());
    }

    /**
     * Starts it.
     *
     * @throws StartFailure if it cannot start
     */
    public EmbeddedServer start() {
      throw new UnsupportedOperationException();
    }
  }
}
