package app.pizoo.switchboard.mock.webhook;

import java.util.List;

/**
 * A call to a program that uses the box.
 *
 * @param about what it belongs to: the id of a message, call or room
 * @param method {@code POST} or {@code GET}
 * @param url the address as it was given to the box, with Twilio's overrides in its fragment
 * @param fields the form's fields, in order; a name may occur twice
 */
public record Webhook(String about, String method, String url, List<Field> fields) {

  /** One field of the form. */
  public record Field(String name, String value) {}

  public Webhook {
    fields = List.copyOf(fields);
  }
}
