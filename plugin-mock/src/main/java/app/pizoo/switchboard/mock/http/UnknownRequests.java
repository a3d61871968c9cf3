package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.proxy.TwilioHost;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses requests without a route.
 *
 * @param feed gets those that are Twilio's
 */
record UnknownRequests(BoxRoutes routes, ActivityFeed feed) {
  /** The paths of Twilio's products begin with a version, those of the box never do. */
  private static final Pattern TWILIO_PATH = Pattern.compile("/(2010-04-01|v[0-9]+)/.*");

  /** Returns whether a request is meant for Twilio, and so needs credentials. */
  static boolean areTwilios(Optional<TwilioHost> host, String path) {
    return host.isPresent() || TWILIO_PATH.matcher(path).matches();
  }

  /** Returns the error for a request. */
  TwilioError refuse(Optional<TwilioHost> host, BoxRequest request) {
    boolean otherMethod = routes.knows(host.map(TwilioHost::product), request.path());
    if (!areTwilios(host, request.path())) {
      return otherMethod ? wrongMethod() : TwilioError.notFound(request);
    }
    String address = host.map(it -> "https://" + it.name()).orElse("") + request.path();
    TwilioError error =
        otherMethod ? wrongMethod() : TwilioError.notServed(request.method() + " " + address);
    feed.publish(
        "request.error",
        JsonBody.object()
            .put("code", error.code())
            .put("message", error.getMessage())
            .put("method", request.method())
            .put("url", address)
            .build());
    return error;
  }

  private static TwilioError wrongMethod() {
    return new TwilioError(405, 20004, "Method not allowed");
  }
}
