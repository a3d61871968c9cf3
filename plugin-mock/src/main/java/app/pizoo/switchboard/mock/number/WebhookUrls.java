package app.pizoo.switchboard.mock.number;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.rest.StoredResource;
import java.util.Optional;

/**
 * Finds the webhook URLs of a number or application. The account's own number and application call
 * the server beside the box unless a request has set another URL.
 */
final class WebhookUrls {
  private final BoxContext context;

  WebhookUrls(BoxContext context) {
    this.context = context;
  }

  Optional<String> url(StoredResource resource, String key) {
    return resource.text(key).or(() -> defaultUrl(resource, key));
  }

  Optional<WebhookTarget> target(StoredResource resource, String urlKey, String methodKey) {
    String method = resource.text(methodKey).orElse("POST");
    return url(resource, urlKey).map(url -> new WebhookTarget(url, method));
  }

  private Optional<String> defaultUrl(StoredResource resource, String key) {
    boolean preconfigured =
        resource.sid().equals(context.account().voiceApplicationSid())
            || resource.text("phone_number").equals(Optional.of(context.account().from()));
    if (!preconfigured) {
      return Optional.empty();
    }
    return context.serverWebhook(key.equals("status_callback") ? "voice_status_callback" : key);
  }
}
