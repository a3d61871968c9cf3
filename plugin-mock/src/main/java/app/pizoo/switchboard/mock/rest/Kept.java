package app.pizoo.switchboard.mock.rest;

import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resource that keeps what it was told: each parameter becomes a field. Safe for all threads. */
public final class Kept {
  private final String sid;
  private final Instant created;
  private final List<Field> known;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private Instant updated;

  /** A resource with the initial values of its fields. */
  public Kept(String sid, Instant created, List<Field> known) {
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
   * @param kind what its text means
   * @param initial its value unless told otherwise
   */
  public record Field(String parameter, String key, Kind kind, @Nullable Object initial) {}

  /** What the text of a field means. */
  public enum Kind {
    TEXT,
    FLAG,
    NUMBER
  }

  /** Takes over the parameters that a request holds. */
  public synchronized Kept apply(Params form, Instant at) {
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

  /** Sets a field that no parameter need have named. */
  public synchronized void set(String key, String value) {
    values.put(key, value);
  }

  /** The id. */
  public String sid() {
    return sid;
  }

  /** When it was made. */
  public Instant created() {
    return created;
  }

  /** When it was last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** The text of a field, unless it has none. */
  public synchronized Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(Object::toString)
        .filter(text -> !text.isEmpty());
  }

  /** Whether a flag is set. */
  public boolean flag(String key) {
    return text(key).equals(Optional.of("true"));
  }

  /** The number of a field that has one. */
  public int number(String key) {
    return Integer.parseInt(text(key).orElse("0"));
  }

  /** Whether each field that a query names has the value asked for. */
  public boolean fits(Params query) {
    return known.stream()
        .allMatch(field ->
            query
                .find(field.parameter())
                .map(wanted -> text(field.key()).filter(wanted::equals).isPresent())
                .orElse(true));
  }

  /** A body that holds the fields. */
  public synchronized JsonBody body() {
    JsonBody body = JsonBody.object();
    values.forEach(body::put);
    return body;
  }
}
