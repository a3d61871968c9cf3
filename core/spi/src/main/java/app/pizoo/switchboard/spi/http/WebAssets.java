package app.pizoo.switchboard.spi.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Serves the files for browsers that a jar carries, so that they come and go with it. The files lie
 * side by side in one folder of the jar, {@code META-INF/ui/NAME}: no name of a package, so that
 * the module does not hide them. Safe for all threads.
 *
 * <pre>{@code
 * WebAssets assets = WebAssets.of(MyPlugin.class, "mine");
 * routes.get("/ui/mine/{file}", guards.open(), assets::serve);
 * }</pre>
 */
public final class WebAssets {
  /** One path segment that cannot lead anywhere else. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** The build puts a hash of the content between dots: such a file never changes. */
  private static final Pattern HASHED = Pattern.compile(".+\\.[0-9a-f]{8,}\\.[a-z0-9]+");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "md", "text/markdown; charset=utf-8",
          "svg", "image/svg+xml");

  private final Class<?> owner;
  private final String folder;
  private final Map<String, Response> replies = new ConcurrentHashMap<>();

  private WebAssets(Class<?> owner, String folder) {
    this.owner = owner;
    this.folder = folder;
  }

  /**
   * The files of one folder.
   *
   * @param owner a class of the jar that carries them
   * @param name the folder's name under {@code META-INF/ui}
   */
  public static WebAssets of(Class<?> owner, String name) {
    return new WebAssets(owner, "/META-INF/ui/" + name + "/");
  }

  /**
   * Answers a request for the file that the route's {@code {file}} names.
   *
   * @throws Problem if there is no such file
   */
  public Response serve(Request request) {
    return find(request.pathParameter("file"), request.headers().first("If-None-Match"))
        .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "no file has this name"));
  }

  /**
   * The answer for a file, empty if there is none of that name.
   *
   * @param known the entity tags that the browser has, as in {@code If-None-Match}
   */
  public Optional<Response> find(String file, Optional<String> known) {
    if (!NAME.matcher(file).matches()) {
      return Optional.empty();
    }
    Response reply = replies.get(file);
    if (reply == null) {
      Optional<Response> read = read(file);
      read.ifPresent(value -> replies.put(file, value));
      return read.map(value -> unlessKnown(value, known));
    }
    return Optional.of(unlessKnown(reply, known));
  }

  private static Response unlessKnown(Response reply, Optional<String> known) {
    String tag = String.valueOf(reply.headers().get("ETag"));
    return known.filter(tags -> tags.contains(tag)).isPresent()
        ? new Response(304, reply.headers(), new byte[0])
        : reply;
  }

  private Optional<Response> read(String file) {
    try (InputStream in = owner.getResourceAsStream(folder + file)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      Map<String, String> headers = new LinkedHashMap<>();
      String ending = file.substring(file.lastIndexOf('.') + 1);
      headers.put("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
      headers.put("ETag", '"' + hash(bytes) + '"');
      boolean forever = HASHED.matcher(file).matches();
      // What was fetched by a page of one origin must not be handed to one of another.
      headers.put("Vary", "Origin");
      headers.put("Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache");
      return Optional.of(new Response(200, headers, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
