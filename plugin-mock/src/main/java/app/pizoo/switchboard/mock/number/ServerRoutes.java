package app.pizoo.switchboard.mock.number;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.rest.Kept;
import java.util.Optional;

/**
 * The addresses of a resource, or, unless told otherwise and where the box stands beside a server,
 * that server's own.
 */
final class ServerRoutes {
  private final BoxContext context;

  ServerRoutes(BoxContext context) {
    this.context = context;
  }

  Optional<String> url(Kept kept, String key) {
    return kept.text(key).or(() -> usual(kept, key));
  }

  Optional<Hook> hook(Kept kept, String urlKey, String methodKey) {
    String method = kept.text(methodKey).orElse("POST");
    return url(kept, urlKey).map(url -> new Hook(url, method));
  }

  private Optional<String> usual(Kept kept, String key) {
    boolean ofServer =
        kept.sid().equals(context.account().voiceApplicationSid())
            || kept.text("phone_number").equals(Optional.of(context.account().from()));
    return context
        .publicUrl()
        .get()
        .filter(_ -> ofServer)
        .flatMap(server ->
            switch (key) {
              case "voice_url" -> Optional.of(server + "/api/twilio/voice/incoming");
              case "status_callback" -> Optional.of(server + "/api/twilio/voice/status");
              case "sms_url" -> Optional.of(server + "/api/twilio/sms/incoming");
              default -> Optional.empty();
            });
  }
}
