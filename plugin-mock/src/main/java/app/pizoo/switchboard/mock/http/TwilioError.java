package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonObject;

/** An error response in Twilio's format. */
public final class TwilioError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final int code;

  /** Takes the HTTP status, Twilio's error code and the message. */
  public TwilioError(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Returns the error for missing or wrong credentials. */
  public static TwilioError unauthenticated() {
    return new TwilioError(401, 20003, "Authenticate");
  }

  /** Returns the error for a missing resource. */
  public static TwilioError notFound(BoxRequest request) {
    return new TwilioError(
        404, 20404, "The requested resource " + request.path() + " was not found");
  }

  /** Returns the error for a missing required parameter. */
  public static TwilioError missing(String name) {
    return new TwilioError(400, 20001, "Missing required parameter " + name + " in the post body");
  }

  /** Returns the error for an invalid parameter. */
  public static TwilioError invalid(String name) {
    return new TwilioError(400, 20001, "Invalid parameter " + name);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns Twilio's error code. */
  public int code() {
    return code;
  }

  /** Returns the response for this error. */
  public BoxResponse response() {
    JsonObject body =
        JsonBody.object()
            .put("code", code)
            .put("message", getMessage())
            .put("more_info", "https://www.twilio.com/docs/errors/" + code)
            .put("status", status)
            .build();
    BoxResponse response = BoxResponse.json(status, body);
    return status == 401
        ? response.with("WWW-Authenticate", "Basic realm=\"Twilio API\"")
        : response;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
