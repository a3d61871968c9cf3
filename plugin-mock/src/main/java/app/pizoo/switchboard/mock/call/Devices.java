package app.pizoo.switchboard.mock.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The devices that are registered for each identity. Thread-safe. */
public final class Devices {
  private static final int MAX_DEVICES = 10;

  private final Map<String, Deque<Device>> devices = new HashMap<>();

  /** Adds a device. An identity keeps its ten newest devices. */
  public synchronized void register(String identity, Device device) {
    Deque<Device> all = devices.computeIfAbsent(identity, _ -> new ArrayDeque<>());
    all.remove(device);
    all.addLast(device);
    if (all.size() > MAX_DEVICES) {
      all.removeFirst();
    }
  }

  /** Removes a device if it is registered. */
  public synchronized void unregister(String identity, Device device) {
    devices.computeIfPresent(
        identity,
        (_, all) -> {
          all.remove(device);
          return all.isEmpty() ? null : all;
        });
  }

  /** Returns the devices that ring when an identity is called. */
  public synchronized List<Device> of(String identity) {
    return List.copyOf(devices.getOrDefault(identity, new ArrayDeque<>()));
  }

  /** Returns all identities that can be called. */
  public synchronized Set<String> identities() {
    return Set.copyOf(devices.keySet());
  }
}
