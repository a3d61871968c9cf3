package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A route: one method at one path template, such as {@code /v1/Rooms/{Sid}}. */
public final class BoxRoute {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final Optional<String> product;
  private final boolean authenticated;
  private final String method;
  private final String template;
  private final BoxHandler handler;
  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();

  BoxRoute(
      Optional<String> product,
      String method,
      String template,
      boolean authenticated,
      BoxHandler handler) {
    this.product = product;
    this.authenticated = authenticated;
    this.method = method;
    this.template = template;
    this.handler = handler;
    StringBuilder regex = new StringBuilder();
    Matcher variables = VARIABLE.matcher(template);
    int end = 0;
    while (variables.find()) {
      regex.append(Pattern.quote(template.substring(end, variables.start()))).append("([^/]+?)");
      names.add(variables.group(1));
      end = variables.end();
    }
    pattern = Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString());
  }

  /** Returns the method: GET, POST or DELETE. */
  public String method() {
    return method;
  }

  /** Returns the path template. */
  public String template() {
    return template;
  }

  /** Returns the product of Twilio's that it belongs to; empty for the box's own routes. */
  public Optional<String> product() {
    return product;
  }

  /** Returns whether it requires HTTP Basic authentication. */
  public boolean isAuthenticated() {
    return authenticated;
  }

  /** Returns whether a path without query matches the template. */
  public boolean matches(String path) {
    return match(path).isPresent();
  }

  BoxHandler handler() {
    return handler;
  }

  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      // In a path a plus sign is literal.
      String raw = matcher.group(i + 1).replace("+", "%2B");
      variables.put(names.get(i), URLDecoder.decode(raw, UTF_8));
    }
    return Optional.of(variables);
  }
}
