package app.pizoo.switchboard.verify.request;

import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import java.util.regex.Pattern;

/**
 * A code as the user entered it.
 *
 * @param digits four to ten digits: the lengths that a Verify service can have
 */
public record Code(String digits) {
  private static final Pattern FORM = Pattern.compile("[0-9]{4,10}");

  public static Code parse(JsonFields json) {
    String text = json.text("code", 10);
    if (!FORM.matcher(text).matches()) {
      throw Problem.invalid("code", "expected 4 to 10 digits");
    }
    return new Code(text);
  }

  /** Hides the digits. */
  @Override
  public String toString() {
    return "Code";
  }
}
