package app.pizoo.switchboard.spi.http;

import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An error code of the API. Codes are stable: clients branch on them. The constants are the codes
 * that any route may return. A plugin or shared service declares its own in {@link
 * Plugin#problemCodes} or {@link SharedService#problemCodes}; each code has one owner.
 *
 * @param code the code as clients see it: {@code rate_limited}
 * @param status the HTTP status, 400 to 599
 * @param title the public sentence; the particular cause is the problem's detail
 */
public record ProblemCode(String code, int status, String title) {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final List<ProblemCode> GENERIC = new ArrayList<>();

  public static final ProblemCode REQUEST_INVALID =
      generic("request_invalid", 400, "The request is not valid");
  public static final ProblemCode TOKEN_MISSING =
      generic("token_missing", 401, "A bearer token is needed");
  public static final ProblemCode TOKEN_INVALID =
      generic("token_invalid", 401, "The bearer token is not valid");
  public static final ProblemCode TOKEN_EXPIRED =
      generic("token_expired", 401, "The bearer token has expired");
  public static final ProblemCode IDENTITY_MISMATCH =
      generic("identity_mismatch", 403, "The identity is not the caller's own");
  public static final ProblemCode NOT_PERMITTED =
      generic("not_permitted", 403, "The caller may not do this");
  public static final ProblemCode SCOPE_MISSING =
      generic("scope_missing", 403, "The bearer token lacks a scope");
  public static final ProblemCode NOT_FOUND = generic("not_found", 404, "There is nothing here");
  public static final ProblemCode METHOD_NOT_ALLOWED =
      generic("method_not_allowed", 405, "This method is not allowed here");
  public static final ProblemCode REQUEST_TIMEOUT =
      generic("request_timeout", 408, "The request took too long to arrive");
  public static final ProblemCode IDEMPOTENCY_CONFLICT =
      generic("idempotency_conflict", 409, "The idempotency key was used for another request");
  public static final ProblemCode BODY_TOO_LARGE =
      generic("body_too_large", 413, "The body is too large");
  public static final ProblemCode MEDIA_TYPE_UNSUPPORTED =
      generic("media_type_unsupported", 415, "The body's media type is not supported");
  public static final ProblemCode RANGE_NOT_SATISFIABLE =
      generic("range_not_satisfiable", 416, "The range lies beyond the content");
  public static final ProblemCode RATE_LIMITED = generic("rate_limited", 429, "Too many requests");
  public static final ProblemCode HEADERS_TOO_LARGE =
      generic("headers_too_large", 431, "The headers are too large");
  public static final ProblemCode INTERNAL = generic("internal", 500, "Something went wrong");
  public static final ProblemCode OVERLOADED = generic("overloaded", 503, "The server is busy");
  public static final ProblemCode PROVIDER_UNAVAILABLE =
      generic("provider_unavailable", 503, "The provider is out of reach");
  public static final ProblemCode AUTHENTICATION_UNAVAILABLE =
      generic("authentication_unavailable", 503, "Tokens cannot be checked for now");

  public ProblemCode {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "problem code '" + code + "': expected lower-case words joined by underscores");
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(
          "problem code " + code + ": expected a status from 400 to 599, not " + status);
    }
  }

  private static ProblemCode generic(String code, int status, String title) {
    ProblemCode made = new ProblemCode(code, status, title);
    GENERIC.add(made);
    return made;
  }

  /** The codes that the kernel owns and that any plugin may use. */
  public static List<ProblemCode> generic() {
    return List.copyOf(GENERIC);
  }

  /** The code alone. */
  @Override
  public String toString() {
    return code;
  }
}
