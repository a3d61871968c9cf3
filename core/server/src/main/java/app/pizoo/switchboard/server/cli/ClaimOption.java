package app.pizoo.switchboard.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the option that adds the app's claims to a token, as lists of names. */
final class ClaimOption {
  static final String NAME = "--claim";

  /** Claims that the command sets itself or that would change the meaning of the token. */
  private static final Set<String> RESERVED =
      Set.of("sub", "exp", "iat", "nbf", "iss", "aud", "jti", "scope");

  private static final int MAX_CLAIMS = 16;

  private ClaimOption() {}

  /** The claims by name. A repeated name extends its list. */
  static Map<String, List<String>> parse(List<String> given) throws UsageException {
    Map<String, List<String>> claims = new LinkedHashMap<>();
    for (String text : given) {
      int equals = text.indexOf('=');
      // Keeps empty names at the end, which are mistakes.
      List<String> values = List.of(text.substring(equals + 1).split(",", -1));
      if (equals < 1 || values.contains("")) {
        throw new UsageException(
            NAME + " needs NAME=VALUE or NAME=VALUE,VALUE, none of them empty");
      }
      String name = text.substring(0, equals);
      if (RESERVED.contains(name)) {
        throw cannotSet(name);
      }
      claims.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values);
    }
    if (claims.size() > MAX_CLAIMS) {
      throw new UsageException(NAME + " allows at most " + MAX_CLAIMS + " names");
    }
    return claims;
  }

  /** The error for a claim that the option must not set. */
  static UsageException cannotSet(String claim) {
    return new UsageException(NAME + " cannot set " + claim);
  }
}
