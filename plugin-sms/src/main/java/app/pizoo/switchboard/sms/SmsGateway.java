package app.pizoo.switchboard.sms;

import static app.pizoo.switchboard.twilio.IncompleteResponse.require;

import app.pizoo.switchboard.twilio.Listing;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Client of Twilio's Messages API (2010-04-01). */
final class SmsGateway {
  private static final int OPTED_OUT = 21610;
  private static final int PAGE = 200;

  private final TwilioClient client;
  private final Sender sender;
  private final Supplier<URI> publicUrl;

  SmsGateway(TwilioClient client, Sender sender, Supplier<URI> publicUrl) {
    this.client = client;
    this.sender = sender;
    this.publicUrl = publicUrl;
  }

  /**
   * Sends a message.
   *
   * @param entry the outbox entry, which becomes part of the callback URL
   * @throws app.pizoo.switchboard.spi.http.Problem if Twilio refuses the message, or the outcome is
   *     unknown
   */
  SendOutcome send(PhoneNumber recipient, String body, String entry) {
    MessageCreator creator =
        creator(twilio(recipient), body)
            .setStatusCallback(
                URI.create(
                    publicUrl.get() + SmsRoutes.STATUS + "?" + SmsRoutes.ENTRY + '=' + entry));
    return client.call(rest -> {
      try {
        Message message = creator.create(rest);
        return new SendOutcome.Accepted(
            require(message.getSid()), require(message.getStatus()).toString());
      } catch (ApiException e) {
        if (Integer.valueOf(OPTED_OUT).equals(e.getCode())) {
          return new SendOutcome.OptedOut();
        }
        throw e;
      }
    });
  }

  /**
   * A message as Twilio lists it.
   *
   * @param to the recipient, as Twilio writes it
   * @param body its text; compared, never stored
   */
  record Found(
      String sid, String status, String errorCode, String to, String body, Instant created) {
    /** Hides number and text. */
    @Override
    public String toString() {
      return "Found " + sid;
    }
  }

  /** The status of a message; empty if Twilio does not know the message. */
  Optional<Found> fetch(String sid) {
    return client.find(rest -> found(Message.fetcher(sid).fetch(rest)));
  }

  /** The account's outbound messages since a time. The maximum counts inbound messages as well. */
  Listing<Found> since(Instant moment, int max) {
    return client.call(rest ->
        Listing.read(
                Message.reader().pageSize(PAGE).read(rest),
                message -> require(message.getDateCreated()),
                // "Results are sorted by the DateSent field" (Twilio, Message resource).
                Message::getDateSent,
                moment,
                max)
            .flatMap(message ->
                message.getDirection() == Message.Direction.INBOUND
                    ? Optional.empty()
                    : Optional.of(found(message))));
  }

  private static Found found(Message message) {
    return new Found(
        require(message.getSid()),
        require(message.getStatus()).toString(),
        Objects.toString(message.getErrorCode(), ""),
        Objects.toString(message.getTo(), ""),
        Objects.toString(message.getBody(), ""),
        require(message.getDateCreated()).toInstant());
  }

  private MessageCreator creator(com.twilio.type.PhoneNumber to, String body) {
    return switch (sender) {
      case Sender.MessagingService(String sid) -> Message.creator(to, sid, body);
      case Sender.From(PhoneNumber number) -> Message.creator(to, twilio(number), body);
    };
  }

  private static com.twilio.type.PhoneNumber twilio(PhoneNumber number) {
    return new com.twilio.type.PhoneNumber(number.value());
  }
}
