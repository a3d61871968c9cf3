package app.pizoo.switchboard.mock;

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

/** A box whose time stands still, a program that it asks, and phones to call with. */
final class Switchroom implements AutoCloseable {
  static final String ANN = "+14155550123";
  static final String BOB = "+14155550124";

  private final TwilioBox box =
      TwilioBox.builder().clock(BoxClock.still(Instant.parse("2026-11-24T10:20:00Z"))).start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);
  private final Receiver receiver;

  Switchroom() {
    try {
      receiver = new Receiver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The account's number and the application of browsers lead to the receiver.
    IncomingPhoneNumber number = IncomingPhoneNumber.reader().read(twilio).iterator().next();
    IncomingPhoneNumber.updater(number.getSid())
        .setVoiceUrl(URI.create(receiver.url("/voice")))
        .update(twilio);
    Application.updater(box.account().voiceApplicationSid())
        .setVoiceUrl(URI.create(receiver.url("/voice")))
        .update(twilio);
  }

  TwilioBox box() {
    return box;
  }

  TwilioRestClient twilio() {
    return twilio;
  }

  Receiver receiver() {
    return receiver;
  }

  String number() {
    return box.account().from();
  }

  String url(String path) {
    return receiver.url(path);
  }

  Phone ann() {
    return box.phone(ANN);
  }

  Phone bob() {
    return box.phone(BOB);
  }

  /** Ann calls a program that answers {@code verbs}, and {@code then} where those lead to. */
  void annCalls(String verbs, String path, String then) {
    answers(verbs);
    answers(path, then);
    ann().calls(number());
    settle();
  }

  /** What the account's program answers, without the outermost element. */
  Switchroom answers(String verbs) {
    return answers("/voice", verbs);
  }

  Switchroom answers(String path, String verbs) {
    receiver.serve(path, "<Response>" + verbs + "</Response>");
    return this;
  }

  /** Lets everything happen that needs no time. */
  void settle() {
    box.settle();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    box.settle();
    box.clock().advance(time);
    box.settle();
  }

  void seconds(int seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** A call to somebody by REST, who hears the verbs. */
  CallCreator calling(String to, String verbs) {
    return Call.creator(
        new PhoneNumber(to),
        new PhoneNumber(number()),
        new Twiml("<Response>" + verbs + "</Response>"));
  }

  Call call(String to, String verbs) {
    return calling(to, verbs).create(twilio);
  }

  Call.Status status(String sid) {
    return Call.fetcher(sid).fetch(twilio).getStatus();
  }

  /** What arrived at any of some paths since this was asked last; the rest is forgotten. */
  List<Receiver.Received> received(String... paths) {
    List<Receiver.Received> found = new ArrayList<>();
    try {
      settle();
      while (!receiver.isEmpty()) {
        Receiver.Received next = receiver.next();
        if (List.of(paths).contains(next.url().getPath())) {
          found.add(next);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** The codes of what went wrong with calls, oldest first. */
  List<Integer> problems() {
    return box.events().recent().stream()
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
