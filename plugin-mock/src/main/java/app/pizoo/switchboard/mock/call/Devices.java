package app.pizoo.switchboard.mock.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is registered under which identity. Safe for all threads. */
public final class Devices {
  private static final int MAX_DEVICES = 10;

  private final Map<String, Deque<Device>> devices = new HashMap<>();

  /** Adds a device; of more than ten of one identity the oldest is no longer called. */
  public synchronized void register(String identity, Device device) {
    Deque<Device> all = devices.computeIfAbsent(identity, _ -> new ArrayDeque<>());
    all.remove(device);
    all.addLast(device);
    if (all.size() > MAX_DEVICES) {
      all.removeFirst();
    }
  }

  /** Removes a device; does nothing if it is not there. */
  public synchronized void unregister(String identity, Device device) {
    devices.computeIfPresent(
        identity,
        (_, all) -> {
          all.remove(device);
          return all.isEmpty() ? null : all;
        });
  }

  /** The devices that ring when an identity is called. */
  public synchronized List<Device> of(String identity) {
    return List.copyOf(devices.getOrDefault(identity, new ArrayDeque<>()));
  }

  /** All identities that can be called. */
  public synchronized Set<String> identities() {
    return Set.copyOf(devices.keySet());
  }
}
