package app.pizoo.switchboard.mock.http;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** An error in Twilio's form, with Twilio's code. */
public final class TwilioError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final int code;

  /** Takes the HTTP status, Twilio's code and Twilio's words. */
  public TwilioError(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** The credentials are missing or wrong. */
  public static TwilioError unauthenticated() {
    return new TwilioError(401, 20003, "Authenticate");
  }

  /** There is no such resource. */
  public static TwilioError notFound(BoxRequest request) {
    return new TwilioError(
        404, 20404, "The requested resource " + request.path() + " was not found");
  }

  /** A demanded parameter is missing. */
  public static TwilioError missing(String name) {
    return new TwilioError(400, 20001, "Missing required parameter " + name + " in the post body");
  }

  /** A parameter has no allowed value. */
  public static TwilioError invalid(String name) {
    return new TwilioError(400, 20001, "Invalid parameter " + name);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Twilio's code. */
  public int code() {
    return code;
  }

  /** The answer that tells it. */
  public BoxReply reply() {
    JsonObject body =
        Json.createObjectBuilder()
            .add("code", code)
            .add("message", getMessage())
            .add("more_info", "https://www.twilio.com/docs/errors/" + code)
            .add("status", status)
            .build();
    BoxReply reply = BoxReply.json(status, body);
    return status == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"Twilio API\"") : reply;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
