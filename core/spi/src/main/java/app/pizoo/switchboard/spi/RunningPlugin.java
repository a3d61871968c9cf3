package app.pizoo.switchboard.spi;

import app.pizoo.switchboard.spi.http.Routes;
import app.pizoo.switchboard.spi.storage.Inbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plugin that runs: what it contributes, one concern at a time, and how it ends. Immutable; made
 * by a {@link #builder}.
 */
public final class RunningPlugin {
  private final Routes.Registration routes;
  private final List<ScheduledTask> scheduledTasks;
  private final List<Inbox.Subscription<?>> subscriptions;
  private final Map<Class<?>, Object> services;
  private final PluginDescription description;
  private final Runnable warmUp;
  private final Runnable close;

  private RunningPlugin(Builder builder) {
    routes = builder.routes;
    scheduledTasks = List.copyOf(builder.scheduledTasks);
    subscriptions = List.copyOf(builder.subscriptions);
    services = Map.copyOf(builder.services);
    description = builder.description;
    warmUp = builder.warmUp;
    close = builder.close;
  }

  /** A plugin that contributes nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Registers every route of this plugin; called once, before the listeners open. */
  public Routes.Registration routes() {
    return routes;
  }

  /** Work that runs periodically while the server runs. */
  public List<ScheduledTask> scheduledTasks() {
    return scheduledTasks;
  }

  /** The handlers of the events that this plugin puts into the {@link Inbox}. */
  public List<Inbox.Subscription<?>> subscriptions() {
    return subscriptions;
  }

  /** What this plugin offers to other plugins, by type; see {@link PluginContext#service}. */
  public Map<Class<?>, Object> services() {
    return services;
  }

  /** Describes the routes to people and tools. */
  public PluginDescription description() {
    return description;
  }

  /**
   * Called once in the background after the server is ready, for work that would only slow the
   * start, such as loading classes that the first request will need. A failure is logged.
   */
  public void warmUp() {
    warmUp.run();
  }

  /** Frees what {@link Plugin#start} took. Called once, after the last request has ended. */
  public void close() {
    close.run();
  }

  /** Collects what a plugin contributes. Not thread-safe. */
  public static final class Builder {
    private Routes.Registration routes = ignored -> {};
    private final List<ScheduledTask> scheduledTasks = new ArrayList<>();
    private final List<Inbox.Subscription<?>> subscriptions = new ArrayList<>();
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private PluginDescription description = PluginDescription.NONE;
    private Runnable warmUp = () -> {};
    private Runnable close = () -> {};

    private Builder() {}

    /** Sets what registers the routes, such as {@code routes::register}. */
    public Builder routes(Routes.Registration registration) {
      routes = registration;
      return this;
    }

    /** Adds scheduled tasks. */
    public Builder scheduledTasks(List<ScheduledTask> tasks) {
      scheduledTasks.addAll(tasks);
      return this;
    }

    /** Has events of one topic processed; each topic has one handler. */
    public <T> Builder onEvent(Inbox.EventCodec<T> codec, Inbox.EventHandler<T> handler) {
      if (subscriptions.stream().anyMatch(one -> one.codec().topic().equals(codec.topic()))) {
        throw new IllegalArgumentException("two handlers for the topic " + codec.topic());
      }
      subscriptions.add(new Inbox.Subscription<>(codec, handler));
      return this;
    }

    /**
     * Offers a service to other plugins.
     *
     * @param type an interface of the package {@code app.pizoo.switchboard.spi.service}
     */
    public <T> Builder service(Class<T> type, T implementation) {
      if (services.put(type, implementation) != null) {
        throw new IllegalArgumentException("offered twice: " + type.getName());
      }
      return this;
    }

    /** Sets the description of the routes. */
    public Builder description(PluginDescription text) {
      description = text;
      return this;
    }

    /** Sets what runs once in the background after the server is ready. */
    public Builder warmUp(Runnable work) {
      warmUp = work;
      return this;
    }

    /** Sets what frees the plugin's resources. */
    public Builder close(Runnable work) {
      close = work;
      return this;
    }

    /** The running plugin. */
    public RunningPlugin build() {
      return new RunningPlugin(this);
    }
  }
}
