package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The status callback of a recording.
 *
 * @param events which of {@code in-progress}, {@code completed} and {@code absent} are reported
 */
public record RecordingCallback(WebhookTarget hook, Set<String> events) {
  /** Reads the {@code RecordingStatusCallback…} parameters of a request. */
  public static Optional<RecordingCallback> of(Parameters form) {
    List<String> events =
        form.all("RecordingStatusCallbackEvent").stream()
            .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
            .filter(event -> !event.isEmpty())
            .toList();
    String method = form.find("RecordingStatusCallbackMethod").orElse("POST");
    return form.find("RecordingStatusCallback")
        .map(url ->
            new RecordingCallback(
                new WebhookTarget(url, method),
                events.isEmpty() ? Set.of("completed") : Set.copyOf(events)));
  }
}
