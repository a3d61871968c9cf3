package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.fixtures.ConfiguredContext;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.SharedService.RunningService;
import java.util.Map;
import java.util.Optional;

/**
 * What a shared service lends to plugins, without a server around it.
 *
 * @param <T> its type
 */
public final class StandaloneService<T> implements AutoCloseable {
  private final RunningService lent;
  private final T object;

  private StandaloneService(RunningService lent, T object) {
    this.lent = lent;
    this.object = object;
  }

  /** Starts a service as in production, with those settings. */
  public static <T> StandaloneService<T> from(
      SharedService service, Class<T> type, Map<String, String> settings) {
    RunningService lent = service.start(new ConfiguredContext(Mode.PRODUCTION, settings));
    Object object = Optional.ofNullable(lent.objects().get(type)).orElseThrow();
    return new StandaloneService<>(lent, type.cast(object));
  }

  /** What is lent. */
  public T get() {
    return object;
  }

  /** Ends the service. */
  @Override
  public void close() {
    lent.close();
  }
}
