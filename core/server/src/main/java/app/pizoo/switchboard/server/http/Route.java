package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Handler;
import app.pizoo.switchboard.spi.http.RequestBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One route of a plugin.
 *
 * @param method upper-case method
 * @param pattern path with {@code {name}} for segments that vary
 * @param guard admits requests
 * @param body the size of a request's body, and whether the handler streams it
 * @param handler answers requests
 * @param owner file or name of the plugin, for messages
 */
public record Route(
    String method, String pattern, Guard guard, RequestBody body, Handler handler, String owner) {

  boolean isLiteral() {
    return pattern.indexOf('{') < 0;
  }

  /** The pattern without its names: two routes of one shape claim the same requests. */
  String shape() {
    return method + ' ' + pattern.replaceAll("\\{[^}]*}", "{}");
  }

  /** The values of the varying segments, if a path matches the pattern. */
  Optional<Map<String, String>> match(String path) {
    List<String> mine = segments(pattern);
    List<String> theirs = segments(path);
    if (mine.size() != theirs.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < mine.size(); i++) {
      String expected = mine.get(i);
      String found = theirs.get(i);
      if (expected.startsWith("{") && !found.isEmpty()) {
        values.put(expected.substring(1, expected.length() - 1), found);
      } else if (!expected.equals(found)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    for (int i = 1; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        segments.add(path.substring(start, i));
        start = i + 1;
      }
    }
    return segments;
  }
}
