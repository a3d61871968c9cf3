package app.pizoo.switchboard.mock.testing;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.BoxServer;
import app.pizoo.switchboard.mock.proxy.ServerCertificates;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import java.time.Clock;
import java.util.Optional;

/** A server with some routes and none of the rest of a box. */
public final class TestBoxServer {
  private TestBoxServer() {}

  public static BoxServer of(BoxRoutes routes) {
    return of(routes, new Faults());
  }

  public static BoxServer of(BoxRoutes routes, Faults faults) {
    return new BoxServer(
        0, content(routes, faults), new ServerCertificates(Optional.empty()), false);
  }

  public static BoxServer.Content content(BoxRoutes routes, Faults faults) {
    return new BoxServer.Content(
        BoxAccount.fixed(), routes, faults, new RequestLog(), new ActivityFeed(Clock.systemUTC()));
  }
}
