package app.pizoo.switchboard.server.http;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /health/ready} reports.
 *
 * @param ready whether requests of users should be sent to this node
 * @param causes what does not work, by name, such as {@code database}; the node can be ready all
 *     the same
 */
public record Health(boolean ready, Map<String, String> causes) {
  private static final JsonProvider JSON = JsonProvider.provider();

  public Health {
    causes = Map.copyOf(causes);
  }

  /**
   * The report as JSON.
   *
   * @param dead the parts that have died: then the status is DOWN
   */
  String json(List<String> dead) {
    boolean up = ready && dead.isEmpty();
    JsonObjectBuilder json = JSON.createObjectBuilder().add("status", up ? "UP" : "DOWN");
    if (!dead.isEmpty()) {
      json.add("dead", JSON.createArrayBuilder(dead));
    }
    if (!causes.isEmpty()) {
      JsonObjectBuilder details = JSON.createObjectBuilder();
      new TreeMap<>(causes).forEach(details::add);
      json.add("causes", details);
    }
    return json.build().toString();
  }
}
