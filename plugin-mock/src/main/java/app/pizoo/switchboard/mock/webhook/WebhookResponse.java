package app.pizoo.switchboard.mock.webhook;

/**
 * The response to a webhook, after all retries.
 *
 * @param status the HTTP status; 0 without a response
 * @param contentType the media type as sent, or empty
 * @param body the body, truncated
 * @param error Twilio's error code; 0 on success
 */
public record WebhookResponse(int status, String contentType, String body, int error) {
  /** Returns a missing response. */
  public static WebhookResponse none(int error) {
    return new WebhookResponse(0, "", "", error);
  }

  /** Returns whether the status is from 200 to 299. */
  public boolean isSuccess() {
    return error == 0 && status >= 200 && status < 300;
  }
}
