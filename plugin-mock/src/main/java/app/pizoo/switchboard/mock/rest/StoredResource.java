package app.pizoo.switchboard.mock.rest;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource that stores each request parameter as a field. Thread-safe. */
public final class StoredResource {
  private final String sid;
  private final Instant created;
  private final List<Field> known;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private Instant updated;

  /** Creates a resource with the initial values of its fields. */
  public StoredResource(String sid, Instant created, List<Field> known) {
    this.sid = sid;
    this.created = created;
    this.updated = created;
    this.known = known;
    known.forEach(field -> values.put(field.key(), field.initial()));
  }

  /**
   * A field.
   *
   * @param parameter its name in a request, such as {@code FriendlyName}
   * @param key its name in JSON, such as {@code friendly_name}
   * @param kind the type of its value
   * @param initial its default value
   */
  public record Field(String parameter, String key, Kind kind, @Nullable Object initial) {}

  /** The type of a field's value. */
  public enum Kind {
    TEXT,
    FLAG,
    NUMBER
  }

  /** Sets the fields whose parameters are in the request. */
  public synchronized StoredResource apply(Parameters form, Instant at) {
    for (Field field : known) {
      if (form.names().contains(field.parameter())) {
        String text = form.find(field.parameter()).orElse("");
        values.put(field.key(), read(field, text));
      }
    }
    updated = at;
    return this;
  }

  private static @Nullable Object read(Field field, String text) {
    return switch (field.kind()) {
      case TEXT -> text.isEmpty() ? null : text;
      case FLAG -> text.equalsIgnoreCase("true");
      case NUMBER -> {
        try {
          yield Integer.valueOf(text);
        } catch (NumberFormatException e) {
          throw TwilioError.invalid(field.parameter());
        }
      }
    };
  }

  /** Sets a field without a request. */
  public synchronized void set(String key, String value) {
    values.put(key, value);
  }

  /** Returns the SID. */
  public String sid() {
    return sid;
  }

  /** Returns when it was created. */
  public Instant created() {
    return created;
  }

  /** Returns when it was last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** Returns the text of a field unless it is empty. */
  public synchronized Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(Object::toString)
        .filter(text -> !text.isEmpty());
  }

  /** Returns the value of a boolean field. */
  public boolean flag(String key) {
    return text(key).equals(Optional.of("true"));
  }

  /** Returns the value of a number field. */
  public int number(String key) {
    return Integer.parseInt(text(key).orElse("0"));
  }

  /** Returns whether the resource matches the field filters of a query. */
  public boolean fits(Parameters query) {
    return known.stream()
        .allMatch(field ->
            query
                .find(field.parameter())
                .map(wanted -> text(field.key()).filter(wanted::equals).isPresent())
                .orElse(true));
  }

  /** Returns a JSON body with all fields. */
  public synchronized JsonBody body() {
    JsonBody body = JsonBody.object();
    values.forEach(body::put);
    return body;
  }
}
