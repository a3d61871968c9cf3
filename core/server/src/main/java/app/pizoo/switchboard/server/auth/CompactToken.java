package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Base64;

/**
 * The parts of a token in JWS compact form (RFC 7515, section 7.1), read strictly.
 *
 * @param header the protected header
 * @param signed what the signature covers
 * @param payload the bytes of the claims; do not read them before the signature was verified
 * @param signature the signature's bytes
 */
record CompactToken(JsonObject header, byte[] signed, byte[] payload, byte[] signature) {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

  static CompactToken parse(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (token.length() > TokenVerifier.MAX_LENGTH
        || first < 1
        || second < 0
        || token.indexOf('.', second + 1) >= 0
        || token.indexOf('=') >= 0) {
      throw ClaimsCheck.invalid("the token is not a signed JWT");
    }
    try {
      JsonObject header = JsonFields.parse(BASE64.decode(token.substring(0, first))).object();
      if (header.containsKey("crit")) {
        throw ClaimsCheck.invalid("the token has critical extensions");
      }
      return new CompactToken(
          header,
          token.substring(0, second).getBytes(US_ASCII),
          BASE64.decode(token.substring(first + 1, second)),
          BASE64.decode(token.substring(second + 1)));
    } catch (IllegalArgumentException e) {
      throw ClaimsCheck.invalid("the token is not a signed JWT");
    } catch (Problem e) {
      throw ClaimsCheck.invalid("the token's header cannot be read");
    }
  }

  /** A field of the header, empty if it is not a string. */
  String headerText(String name) {
    return header.get(name) instanceof JsonString text ? text.getString() : "";
  }

  /** Refuses tokens of another kind than access or identity tokens. */
  void mustBeJwt() {
    String type = headerText("typ");
    if (header.containsKey("typ")
        && !type.equalsIgnoreCase("JWT")
        && !type.equalsIgnoreCase("at+jwt")
        && !type.equalsIgnoreCase("application/at+jwt")) {
      throw ClaimsCheck.invalid("the token has another type");
    }
    if (header.containsKey("cty")) {
      throw ClaimsCheck.invalid("the token has another type");
    }
  }

  JsonObject claims() {
    try {
      return JsonFields.parse(payload).object();
    } catch (Problem e) {
      throw ClaimsCheck.invalid("the token's claims cannot be read");
    }
  }
}
