package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.execution.Engine;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.http.BoxRoute;
import app.pizoo.switchboard.mock.phone.Phone;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.room.Rooms;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Twilio of our own: REST in, signed webhooks out, on this machine's loopback. Safe for all
 * threads.
 */
public final class TwilioBox implements AutoCloseable {
  private final BoxParts parts;
  private volatile String verificationCode = "123456";

  TwilioBox(TwilioBoxBuilder builder) {
    parts = new BoxParts(builder, () -> verificationCode);
  }

  TwilioBox listen() {
    try {
      parts.server.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts a box with the fixed account; port 0 means any free one. */
  public static TwilioBox start(int port) {
    return builder().port(port).start();
  }

  /** A box that is told how to be. */
  public static TwilioBoxBuilder builder() {
    return new TwilioBoxBuilder();
  }

  /** Where it listens. */
  public URI address() {
    return parts.server.address();
  }

  /** Whose Twilio it is. */
  public BoxAccount account() {
    return parts.account;
  }

  /** The settings that lead a server to this box, by name. */
  public Map<String, String> settings() {
    BoxAccount account = parts.account;
    return Map.of(
        "TWILIO_ACCOUNT_SID", account.accountSid(),
        "TWILIO_API_KEY_SID", account.apiKeySid(),
        "TWILIO_API_KEY_SECRET", account.apiKeySecret(),
        "TWILIO_AUTH_TOKEN", account.authToken(),
        "TWILIO_VOICE_APPLICATION_SID", account.voiceApplicationSid(),
        "TWILIO_VERIFY_SERVICE_SID", account.verifyServiceSid(),
        "TWILIO_FROM", account.from(),
        "SWITCHBOARD_TWILIO_BASE_URL", address().toString(),
        "SWITCHBOARD_SIGNALING_URL", "ws://" + address().getRawAuthority());
  }

  /** Its time. */
  public BoxClock clock() {
    return parts.clock;
  }

  /** What a phone number or mail address received, newest first. */
  public List<InboxMessage> inbox(String to) {
    return parts.inbox.messages(Optional.of(to));
  }

  /** The newest requests that programs made to Twilio's REST API, newest first. */
  public List<RestRequest> requests() {
    return parts.requests.newestFirst();
  }

  /** Sends a message from somebody's phone to the account's number, and tells its id. */
  public String sendMessage(String from, String body) {
    return parts.messages.receive(from, parts.account.from(), body);
  }

  /** Tells what kind of line a number is, in Twilio's words; it is {@code mobile} before. */
  public void lineType(String number, String type) {
    parts.lines.set(number, type);
  }

  /** Lets no message reach a number, for a reason in Twilio's codes such as 30003. */
  public void undeliverable(String number, int code) {
    parts.messages.undeliverable(number, code);
  }

  /** Sets the code of all verifications that start from now on; it is 123456 before. */
  public void verificationCode(String code) {
    verificationCode = code;
  }

  /** What goes wrong with requests and webhooks. */
  public Faults faults() {
    return parts.faults;
  }

  /** Somebody's phone, which can be called and used. */
  public Phone phone(String number) {
    return parts.phones.of(number);
  }

  /**
   * Waits until no webhook is under way and what programs answered was done. Then only the clock, a
   * phone or a request can make anything happen.
   */
  public void settle() {
    parts.webhooks.settle();
  }

  EventBus events() {
    return parts.events;
  }

  Devices devices() {
    return parts.devices;
  }

  Engine engine() {
    return parts.engine;
  }

  Calls calls() {
    return parts.calls;
  }

  Recordings recordings() {
    return parts.recordings;
  }

  Rooms rooms() {
    return parts.rooms;
  }

  List<BoxRoute> routes() {
    return parts.routes.all();
  }

  @Override
  public void close() {
    parts.close();
  }
}
