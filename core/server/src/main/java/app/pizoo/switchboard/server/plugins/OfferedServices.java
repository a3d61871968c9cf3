package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.service.DeviceNotifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The services that plugins offer each other. They are interfaces of the plugin API, so no plugin
 * sees another plugin's classes.
 */
public final class OfferedServices {
  private static final String PACKAGE = DeviceNotifications.class.getPackageName();

  private final Map<Class<?>, Offer> offers = new ConcurrentHashMap<>();
  private final List<String> conflicts = new ArrayList<>();

  private record Offer(String owner, Object implementation) {}

  /**
   * Adds the services that a plugin offers.
   *
   * @throws IllegalArgumentException if a type is not one of the plugin API's service types
   */
  void add(String owner, Map<Class<?>, Object> services) {
    services.forEach((type, implementation) -> {
      check(type);
      Offer first = offers.putIfAbsent(type, new Offer(owner, implementation));
      if (first != null) {
        conflicts.add(
            "%s and %s both offer the service %s: keep one of them"
                .formatted(first.owner(), owner, type.getSimpleName()));
      }
    });
  }

  /** Describes each service that two plugins offer. */
  List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  <T> Supplier<Optional<T>> lookup(Class<T> type) {
    check(type);
    return () ->
        Optional.ofNullable(offers.get(type)).map(offer -> type.cast(offer.implementation()));
  }

  private static void check(Class<?> type) {
    if (!type.isInterface()
        || !type.getPackageName().equals(PACKAGE)
        || type.getModule() != Plugin.class.getModule()) {
      throw new IllegalArgumentException(
          type.getName() + " is not a service type: expected an interface of " + PACKAGE);
    }
  }
}
