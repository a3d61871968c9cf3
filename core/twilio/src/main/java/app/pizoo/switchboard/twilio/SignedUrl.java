package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lists the forms of a URL that Twilio may have signed. It works on the text as it arrived:
 * decoding and encoding would change it.
 */
final class SignedUrl {
  /** What a URL parser encodes in the query of http addresses (WHATWG URL Standard, 1.3). */
  private static final String ENCODED_IN_QUERY = " \"#<>'";

  private SignedUrl() {}

  /**
   * The URL unchanged, then with and without the port (depending on product and scheme Twilio drops
   * it, or writes the default one), each also with the query as a URL parser writes it. HTTP
   * servers drop the question mark of an empty query, which was signed.
   */
  static Set<String> candidates(String url) {
    int fragment = url.indexOf('#');
    String whole = fragment < 0 ? url : url.substring(0, fragment);
    Set<String> candidates = new LinkedHashSet<>();
    for (String form : new String[] {whole, otherPort(whole)}) {
      candidates.add(form);
      candidates.add(form.indexOf('?') < 0 ? form + '?' : encodedQuery(form));
    }
    return candidates;
  }

  private static String otherPort(String url) {
    int start = url.indexOf("://") + 3;
    if (start < 3) {
      return url;
    }
    int end = start;
    while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(start, end);
    int host = authority.lastIndexOf('@') + 1;
    // The colons of an IPv6 address stand within brackets.
    int colon = authority.indexOf(':', Math.max(host, authority.indexOf(']', host)));
    String other = colon < 0 ? authority + defaultPort(url) : authority.substring(0, colon);
    return url.substring(0, start) + other + url.substring(end);
  }

  private static String defaultPort(String url) {
    return url.regionMatches(true, 0, "https:", 0, 6) ? ":443" : ":80";
  }

  private static String encodedQuery(String url) {
    int query = url.indexOf('?');
    if (query < 0) {
      return url;
    }
    StringBuilder encoded = new StringBuilder(url.length() + 16).append(url, 0, query);
    for (byte b : url.substring(query).getBytes(UTF_8)) {
      if (b <= ' ' || b == 0x7F || ENCODED_IN_QUERY.indexOf(b) >= 0) {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      } else {
        encoded.append((char) b);
      }
    }
    return encoded.toString();
  }
}
