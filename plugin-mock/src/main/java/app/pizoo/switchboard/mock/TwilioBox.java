package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.execution.Engine;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRoute;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.mock.phone.Phone;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import app.pizoo.switchboard.mock.room.Rooms;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The box: a Twilio emulator that serves Twilio's REST API and signaling on loopback and sends
 * signed webhooks. Thread-safe.
 */
public final class TwilioBox implements AutoCloseable {
  private final BoxComponents components;
  private volatile String verificationCode = "123456";

  TwilioBox(TwilioBoxBuilder builder) {
    components = new BoxComponents(builder, () -> verificationCode);
  }

  TwilioBox listen() {
    try {
      components.server.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts a box with the default account. Port 0 means any free port. */
  public static TwilioBox start(int port) {
    return builder().port(port).start();
  }

  /** Returns a builder for a box with other options. */
  public static TwilioBoxBuilder builder() {
    return new TwilioBoxBuilder();
  }

  /** Returns the base URL. */
  public URI address() {
    return components.server.address();
  }

  /** Returns the emulated account. */
  public BoxAccount account() {
    return components.account;
  }

  /** Returns the settings that make a server use this box, by name. */
  public Map<String, String> settings() {
    BoxAccount account = components.account;
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

  /** Returns the clock. */
  public BoxClock clock() {
    return components.clock;
  }

  /** Returns the messages to a phone number or email address, newest first. */
  public List<ReceivedMessage> mailbox(String to) {
    return components.mailbox.messages(Optional.of(to));
  }

  /** Returns the latest requests to the emulated REST API, newest first. */
  public List<RestRequest> requests() {
    return components.requests.newestFirst();
  }

  /** Sends a message from a phone to the account's number and returns its SID. */
  public String sendMessage(String from, String body) {
    return components.messages.receive(from, components.account.from(), body);
  }

  /** Sets the line type of a number as Twilio Lookup reports it; the default is {@code mobile}. */
  public void lineType(String number, String type) {
    components.lineTypes.set(number, type);
  }

  /** Makes all messages to a number fail with a Twilio error code such as 30003. */
  public void undeliverable(String number, int code) {
    components.messages.undeliverable(number, code);
  }

  /** Sets the code of all new verifications; the default is 123456. */
  public void verificationCode(String code) {
    verificationCode = code;
  }

  /** Returns the fault injection for requests, webhooks and sockets. */
  public Faults faults() {
    return components.faults;
  }

  /** Returns the simulated phone of a number. */
  public Phone phone(String number) {
    return components.phones.of(number);
  }

  /**
   * Waits until no webhook is in flight and all webhook responses have been processed. After that,
   * only the clock, a phone or a request changes anything.
   */
  public void awaitIdle() {
    components.webhooks.awaitIdle();
  }

  boolean isAlive() {
    return components.server.isAlive();
  }

  ActivityFeed feed() {
    return components.feed;
  }

  Devices devices() {
    return components.devices;
  }

  Engine engine() {
    return components.engine;
  }

  Calls calls() {
    return components.calls;
  }

  Recordings recordings() {
    return components.recordings;
  }

  Rooms rooms() {
    return components.rooms;
  }

  List<BoxRoute> routes() {
    return components.routes.all();
  }

  @Override
  public void close() {
    components.close();
  }
}
