package app.pizoo.switchboard.spi.service;

import java.time.Duration;
import java.util.Map;

/**
 * Notifies a user's devices, also while the app is closed. The provider decides how: through a push
 * service, a web socket or both.
 *
 * <p>May be called by any thread. A call must not wait for the network: a provider queues the
 * notification and returns.
 */
public interface DeviceNotifications {

  /** Notifies all devices of a user; does nothing if the provider knows none. */
  void notify(Notification notification);

  /**
   * What a device receives.
   *
   * @param user the user's name, as in the app's tokens
   * @param kind what happened, as {@code plugin.event}, such as {@code notes.added}; the app on the
   *     device decides what to show
   * @param timeToLive how long the notification is of use; one that could not be delivered in this
   *     time is dropped
   * @param data what the app needs to know; it passes through a push service, so it must hold no
   *     secrets and no whole phone numbers
   */
  record Notification(String user, String kind, Duration timeToLive, Map<String, String> data) {
    public Notification {
      if (!kind.matches("[a-z][a-z0-9]*(\\.[a-z][a-z0-9-]*)+")) {
        throw new IllegalArgumentException("expected a kind like notes.added: " + kind);
      }
      if (!timeToLive.isPositive()) {
        throw new IllegalArgumentException("the time to live must be positive");
      }
      data = Map.copyOf(data);
    }

    /** Hides the data, which may be personal. */
    @Override
    public String toString() {
      return "Notification[kind=" + kind + "]";
    }
  }
}
