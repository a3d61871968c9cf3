package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.account.BoxAccount;
import java.util.Base64;
import java.util.Set;

/**
 * Checks HTTP Basic credentials: the account SID with the auth token, or the API key with its
 * secret.
 */
final class BasicAuth {
  private final Set<String> accepted;

  BasicAuth(BoxAccount account) {
    accepted =
        Set.of(
            account.accountSid() + ":" + account.authToken(),
            account.apiKeySid() + ":" + account.apiKeySecret());
  }

  void check(BoxRequest request) {
    String header = request.headers().getOrDefault("authorization", "");
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw TwilioError.unauthenticated();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), UTF_8);
      if (!accepted.contains(pair)) {
        throw TwilioError.unauthenticated();
      }
    } catch (IllegalArgumentException e) {
      throw TwilioError.unauthenticated();
    }
  }
}
