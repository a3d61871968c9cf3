package app.pizoo.switchboard.mock.video;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All connections that were welcomed, up to a bound. Safe for all threads. */
final class Connections {
  private static final int MAX_CONNECTIONS = 1000;

  private final Set<Connection> open = new HashSet<>();

  synchronized boolean add(Connection connection) {
    return open.size() < MAX_CONNECTIONS && open.add(connection);
  }

  synchronized void remove(Connection connection) {
    open.remove(connection);
  }

  synchronized List<Connection> all() {
    return List.copyOf(open);
  }
}
