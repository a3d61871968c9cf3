package app.pizoo.switchboard.mock.twiml;

import java.net.URI;

/**
 * A URL in TwiML.
 *
 * @param url as written; may be relative to the URL of the document
 * @param method {@code POST} or {@code GET}
 */
public record Target(String url, String method) {
  /** Returns the absolute URL; an invalid URL stays as written. */
  public String against(String document) {
    String written = url.strip();
    int query = document.indexOf('?');
    if (written.isEmpty()) {
      return document;
    }
    if (written.startsWith("?") && !document.isEmpty()) {
      // URI.resolve would drop the last part of the path here.
      return (query < 0 ? document : document.substring(0, query)) + written;
    }
    try {
      return document.isEmpty() ? written : URI.create(document).resolve(written).toString();
    } catch (IllegalArgumentException e) {
      return written;
    }
  }
}
