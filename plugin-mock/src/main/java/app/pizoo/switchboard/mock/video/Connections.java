package app.pizoo.switchboard.mock.video;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All welcomed connections, up to a maximum. Thread-safe. */
final class Connections {
  private static final int MAX_CONNECTIONS = 1000;

  private final Set<TcmpConnection> open = new HashSet<>();

  synchronized boolean add(TcmpConnection connection) {
    return open.size() < MAX_CONNECTIONS && open.add(connection);
  }

  synchronized void remove(TcmpConnection connection) {
    open.remove(connection);
  }

  synchronized List<TcmpConnection> all() {
    return List.copyOf(open);
  }
}
