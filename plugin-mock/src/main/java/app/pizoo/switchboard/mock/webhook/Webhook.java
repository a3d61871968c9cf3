package app.pizoo.switchboard.mock.webhook;

import java.util.List;

/**
 * A webhook request to the application that uses the box.
 *
 * @param about the SID of the message, call or room that it is about
 * @param method {@code POST} or {@code GET}
 * @param url the URL as configured, with Twilio's connection overrides in its fragment
 * @param fields the form fields in order; a name may occur twice
 */
public record Webhook(String about, String method, String url, List<Field> fields) {

  /** One form field. */
  public record Field(String name, String value) {}

  public Webhook {
    fields = List.copyOf(fields);
  }
}
