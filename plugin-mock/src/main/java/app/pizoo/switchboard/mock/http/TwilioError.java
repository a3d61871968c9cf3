package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonObject;

/** An error response in Twilio's format. */
public final class TwilioError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** No code of Twilio's: in its series, as 20404 and 20500 are, but for 501. */
  private static final int NOT_SERVED = 20501;

  private final int status;
  private final int code;
  private final String moreInfo;

  /** Takes the HTTP status, Twilio's error code and the message. */
  public TwilioError(int status, int code, String message) {
    this(status, code, message, "https://www.twilio.com/docs/errors/" + code);
  }

  private TwilioError(int status, int code, String message, String moreInfo) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.moreInfo = moreInfo;
  }

  /**
   * Returns the error for what Twilio has and the box has not. It differs from a missing resource,
   * so that a program never takes it for a deleted one.
   *
   * @param request method and address
   */
  static TwilioError notServed(String request) {
    return new TwilioError(
        501,
        NOT_SERVED,
        "The box does not serve " + request + "; docs/box.md lists what it serves",
        "docs/box.md");
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
            .put("more_info", moreInfo)
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
