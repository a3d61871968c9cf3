package app.pizoo.switchboard.spi;

import java.util.Locale;

/**
 * Every failure that the API can answer. Names are stable: clients branch on them. The title is the
 * public sentence; what went wrong in particular is the problem's detail.
 */
public enum ProblemCode {
  REQUEST_INVALID(400, "The request is not valid"),
  PHONE_INVALID(400, "The phone number is not valid"),
  TOKEN_MISSING(401, "A bearer token is needed"),
  TOKEN_INVALID(401, "The bearer token is not valid"),
  TOKEN_EXPIRED(401, "The bearer token has expired"),
  IDENTITY_MISMATCH(403, "The identity is not the caller's own"),
  NOT_PERMITTED(403, "The caller may not do this"),
  SCOPE_MISSING(403, "The bearer token lacks a scope"),
  SIGNATURE_MISSING(403, "The webhook carries no signature"),
  SIGNATURE_INVALID(403, "The webhook's signature is not valid"),
  COUNTRY_NOT_SUPPORTED(403, "This country is not served"),
  DESTINATION_UNAVAILABLE(403, "This destination cannot be reached for now"),
  CAPTCHA_REQUIRED(403, "A captcha has to be solved first"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  IDEMPOTENCY_CONFLICT(409, "The idempotency key was used for another request"),
  BODY_TOO_LARGE(413, "The body is too large"),
  MEDIA_TYPE_UNSUPPORTED(415, "The body's media type is not supported"),
  CHANNEL_UNAVAILABLE(422, "This channel is not available for this recipient"),
  TOO_MANY_ATTEMPTS(429, "Too many codes were tried"),
  RATE_LIMITED(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Something went wrong"),
  OVERLOADED(503, "The server is busy"),
  PROVIDER_BUSY(503, "The provider is busy"),
  PROVIDER_UNAVAILABLE(503, "The provider is out of reach"),
  AUTHENTICATION_UNAVAILABLE(503, "Tokens cannot be checked for now");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The code as clients see it: {@code rate_limited}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The public sentence. */
  public String title() {
    return title;
  }
}
