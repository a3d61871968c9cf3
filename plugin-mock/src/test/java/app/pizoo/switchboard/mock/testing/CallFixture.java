package app.pizoo.switchboard.mock.testing;

import app.pizoo.switchboard.mock.BoxInternals;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.execution.Engine;
import app.pizoo.switchboard.mock.phone.Phone;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A box with a manual clock, an application that receives its webhooks, and phones. */
public final class CallFixture implements AutoCloseable {
  public static final String ANN = "+14155550123";
  public static final String BOB = "+14155550124";

  private final TwilioBox box =
      TwilioBox.builder().clock(BoxClock.manual(Instant.parse("2026-11-24T10:20:00Z"))).start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);
  private final WebhookReceiver receiver;

  public CallFixture() {
    try {
      receiver = new WebhookReceiver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The account's number and the application of browsers lead to the recipient.
    IncomingPhoneNumber number = IncomingPhoneNumber.reader().read(twilio).iterator().next();
    IncomingPhoneNumber.updater(number.getSid())
        .setVoiceUrl(URI.create(receiver.url("/voice")))
        .update(twilio);
    Application.updater(box.account().voiceApplicationSid())
        .setVoiceUrl(URI.create(receiver.url("/voice")))
        .update(twilio);
  }

  public TwilioBox box() {
    return box;
  }

  public Engine engine() {
    return BoxInternals.engine(box);
  }

  public Calls calls() {
    return BoxInternals.calls(box);
  }

  public Devices devices() {
    return BoxInternals.devices(box);
  }

  public TwilioRestClient twilio() {
    return twilio;
  }

  public WebhookReceiver receiver() {
    return receiver;
  }

  public String number() {
    return box.account().from();
  }

  public String url(String path) {
    return receiver.url(path);
  }

  public Phone ann() {
    return box.phone(ANN);
  }

  public Phone bob() {
    return box.phone(BOB);
  }

  /** Ann calls a program that answers {@code verbs}, and {@code then} where those lead to. */
  public void annCalls(String verbs, String path, String then) {
    answers(verbs);
    answers(path, then);
    ann().calls(number());
    awaitIdle();
  }

  /** What the account's program answers, without the outermost element. */
  public CallFixture answers(String verbs) {
    return answers("/voice", verbs);
  }

  public CallFixture answers(String path, String verbs) {
    receiver.serve(path, "<Response>" + verbs + "</Response>");
    return this;
  }

  /** Waits until nothing happens without advancing the clock. */
  public void awaitIdle() {
    box.awaitIdle();
  }

  /** Advances the clock. */
  public void pass(Duration time) {
    box.awaitIdle();
    box.clock().advance(time);
    box.awaitIdle();
  }

  public void seconds(int seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** A call to somebody by REST, who hears the verbs. */
  public CallCreator calling(String to, String verbs) {
    return Call.creator(
        new PhoneNumber(to),
        new PhoneNumber(number()),
        new Twiml("<Response>" + verbs + "</Response>"));
  }

  public Call call(String to, String verbs) {
    return calling(to, verbs).create(twilio);
  }

  public Call.Status status(String sid) {
    return Call.fetcher(sid).fetch(twilio).getStatus();
  }

  /** Returns the requests to the given paths since the last call and discards all others. */
  public List<WebhookReceiver.Received> received(String... paths) {
    List<WebhookReceiver.Received> found = new ArrayList<>();
    try {
      awaitIdle();
      while (!receiver.isEmpty()) {
        WebhookReceiver.Received next = receiver.next();
        if (List.of(paths).contains(next.url().getPath())) {
          found.add(next);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** Returns the error codes of calls, oldest first. */
  public List<Integer> problems() {
    return BoxInternals.feed(box).recent().stream()
        .filter(event -> event.type().equals("call.error") || event.type().equals("call.warning"))
        .map(event -> event.data().getInt("error"))
        .toList();
  }

  @Override
  public void close() {
    box.close();
    receiver.close();
  }
}
