package app.pizoo.switchboard.server.embedded;

import app.pizoo.switchboard.server.auth.AppTokenSigner;
import app.pizoo.switchboard.server.bootstrap.Embedding;
import app.pizoo.switchboard.server.bootstrap.Kernel;
import app.pizoo.switchboard.server.bootstrap.KernelConfig;
import app.pizoo.switchboard.server.bootstrap.PublicAddress;
import app.pizoo.switchboard.server.bootstrap.TemporaryFolder;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.http.ObservedCodes;
import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.server.plugins.DevServices;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SharedService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the kernel inside another program, on free loopback ports and with the given plugins instead
 * of jars, for tests of plugins over real HTTP.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final Kernel kernel;
  private final ObservedCodes codes;
  private final LosableStorage storage;
  private final Optional<AppTokenSigner> tokens;
  private final Optional<TemporaryFolder> temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedServer(
      Kernel kernel,
      ObservedCodes codes,
      LosableStorage storage,
      Optional<AppTokenSigner> tokens,
      Optional<TemporaryFolder> temporary) {
    this.kernel = kernel;
    this.codes = codes;
    this.storage = storage;
    this.tokens = tokens;
    this.temporary = temporary;
  }

  /** A server in development mode, with its data in a new temporary folder. */
  public static Builder development() {
    return new Builder(Mode.DEVELOPMENT);
  }

  /** A server in production mode: limits block, and missing settings get no defaults. */
  public static Builder production() {
    return new Builder(Mode.PRODUCTION);
  }

  /** The address of the API. */
  public URI api() {
    return kernel.api();
  }

  /** The address of health and metrics. */
  public URI operations() {
    return kernel.operations();
  }

  /**
   * One route, as a test that walks all of them sees it.
   *
   * @param method upper-case method
   * @param pattern path with {@code {name}} for segments that vary
   * @param guard the guard's name
   */
  public record RouteView(String method, String pattern, String guard) {}

  /** The error codes that routes have returned. */
  public ObservedCodes codes() {
    return codes;
  }

  /** All routes, in the order they were registered. */
  public List<RouteView> routes() {
    return kernel.routes().stream()
        .map(route -> new RouteView(route.method(), route.pattern(), route.guard().name()))
        .toList();
  }

  /** Disconnects or reconnects the database; while disconnected, every transaction fails. */
  public void loseDatabase(boolean now) {
    storage.lose(now);
  }

  /** Runs every scheduled task of all plugins now. */
  public void runScheduledTasks() {
    kernel.runScheduledTasks();
  }

  /** Erases a subject, as the command does; returns the number of changed rows, by owner. */
  public Map<String, Integer> erase(String subject) {
    return kernel.erase(subject);
  }

  /**
   * An app JWT for a user or service, valid for an hour.
   *
   * @throws java.util.NoSuchElementException if users are authenticated by published keys
   */
  public String token(String subject, String... scopes) {
    return tokens.orElseThrow().mint(subject, List.of(scopes));
  }

  /**
   * Stops the server and deletes its temporary folder, if it has one; closing again changes
   * nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    kernel.close();
    temporary.ifPresent(TemporaryFolder::close);
  }

  /** Configures the server. Not thread-safe. */
  public static final class Builder {
    private final Mode mode;
    private final Map<String, String> texts = new HashMap<>();
    private final List<LoadedProvider<Plugin>> plugins = new ArrayList<>();
    private final List<LoadedProvider<SharedService>> services = new ArrayList<>();
    private Optional<DevService> devService = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Optional<Path> data = Optional.empty();

    private Builder(Mode mode) {
      this.mode = mode;
      texts.put(KernelSettings.HTTP_PORT.name(), "0");
      texts.put(KernelSettings.OPS_PORT.name(), "0");
      texts.put(KernelSettings.JWT_SECRET.name(), "a secret that only this test knows: 0123");
      texts.put(KernelSettings.POLICY.name(), "open");
    }

    /** Sets a setting by name, as the environment would. */
    public Builder set(String name, String value) {
      texts.put(name, value);
      return this;
    }

    /** Authenticates users by keys published at a URL (JWKS) instead of a shared secret. */
    public Builder keysAt(URI address) {
      texts.remove(KernelSettings.JWT_SECRET.name());
      return set(KernelSettings.JWT_JWKS_URL.name(), address.toString());
    }

    /** Adds a plugin. */
    public Builder plugin(Plugin plugin) {
      plugins.add(new LoadedProvider<>(plugin, plugin.getClass().getSimpleName()));
      return this;
    }

    /** Adds a shared service. */
    public Builder service(SharedService service) {
      services.add(new LoadedProvider<>(service, service.getClass().getSimpleName()));
      return this;
    }

    /** Starts a dev service before everything else; at most one. */
    public Builder devService(DevService one) {
      devService = Optional.of(one);
      return this;
    }

    /** Stores data in a folder instead of a temporary one. */
    public Builder data(Path folder) {
      data = Optional.of(folder);
      return this;
    }

    /** Replaces the system's clock. */
    public Builder clock(Clock other) {
      clock = other;
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws StartFailure if it cannot start
     */
    public EmbeddedServer start() {
      Optional<TemporaryFolder> temporary =
          data.isPresent() ? Optional.empty() : Optional.of(TemporaryFolder.make());
      Path folder = data.or(() -> temporary.map(TemporaryFolder::path)).orElseThrow();
      PublicAddress address = new PublicAddress();
      SettingValues known = read(Optional.empty());
      Optional<AppTokenSigner> tokens = AppTokenSigner.from(known, clock);
      Optional<DevService.RunningDevService> runningDevService =
          devService.map(one ->
              one.start(
                  DevServices.context(
                      known,
                      folder,
                      address::find,
                      plugins.stream().map(LoadedProvider::provider),
                      tokens)));
      SettingValues settings = read(runningDevService);
      if (!settings.problems().isEmpty()) {
        runningDevService.ifPresent(DevService.RunningDevService::close);
        throw new StartFailure(
            settings.problems().stream()
                .map(text -> new Finding(Finding.Kind.SETTINGS, text))
                .toList());
      }
      KernelConfig config =
          new KernelConfig(
              mode,
              settings,
              plugins,
              services,
              runningDevService,
              address,
              Optional.of(folder),
              folder.resolve("no-drivers"));
      ObservedCodes codes = new ObservedCodes();
      LosableStorage storage = new LosableStorage();
      Kernel kernel = Kernel.start(config, new Embedding(clock, new RouteTable(codes), storage));
      return new EmbeddedServer(kernel, codes, storage, tokens, temporary);
    }

    private SettingValues read(Optional<DevService.RunningDevService> runningDevService) {
      List<Setting<?>> declared = new ArrayList<>(KernelSettings.all());
      services.forEach(service -> declared.addAll(service.provider().settings()));
      plugins.forEach(plugin -> declared.addAll(plugin.provider().settings()));
      devService.ifPresent(one -> declared.addAll(one.settings()));
      List<SettingSource> sources = new ArrayList<>();
      runningDevService.ifPresent(
          one -> sources.add(new SettingSource("dev service", one.values())));
      sources.add(new SettingSource("test", texts));
      return SettingValues.read(mode, declared, sources);
    }
  }
}
