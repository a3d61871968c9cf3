package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.execution.Engine;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.room.Rooms;

/** Gives tests in other packages access to components that a box does not publish. */
public final class BoxInternals {
  private BoxInternals() {}

  public static ActivityFeed feed(TwilioBox box) {
    return box.feed();
  }

  public static Calls calls(TwilioBox box) {
    return box.calls();
  }

  public static Devices devices(TwilioBox box) {
    return box.devices();
  }

  public static Engine engine(TwilioBox box) {
    return box.engine();
  }

  public static Rooms rooms(TwilioBox box) {
    return box.rooms();
  }
}
