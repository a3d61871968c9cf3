package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import java.net.URI;
import java.util.function.Supplier;

/** Speaks to Twilio's Messages API (2010-04-01). */
final class SmsGateway {
  private static final int OPTED_OUT = 21610;

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
   * @throws app.pizoo.switchboard.spi.Problem if Twilio refuses, or nobody can tell
   */
  SendOutcome send(PhoneNumber recipient, String body) {
    MessageCreator creator =
        creator(twilio(recipient), body)
            .setStatusCallback(URI.create(publicUrl.get() + SmsRoutes.STATUS));
    return client.call(rest -> {
      try {
        Message message = creator.create(rest);
        return new SendOutcome.Accepted(message.getSid(), message.getStatus().toString());
      } catch (ApiException e) {
        if (Integer.valueOf(OPTED_OUT).equals(e.getCode())) {
          return new SendOutcome.OptedOut();
        }
        throw e;
      }
    });
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
