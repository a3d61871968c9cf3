package app.pizoo.switchboard.mock.webhook;

/**
 * What came back, after all retries.
 *
 * @param status HTTP status, 0 if there was no answer
 * @param contentType media type as sent, or empty
 * @param body the answer's text, bounded
 * @param error Twilio's error code for what went wrong, 0 if nothing did
 */
public record WebhookAnswer(int status, String contentType, String body, int error) {
  /** An answer that never came. */
  public static WebhookAnswer none(int error) {
    return new WebhookAnswer(0, "", "", error);
  }

  /** Whether it was answered by a status from 200 to 299. */
  public boolean isSuccess() {
    return error == 0 && status >= 200 && status < 300;
  }
}
