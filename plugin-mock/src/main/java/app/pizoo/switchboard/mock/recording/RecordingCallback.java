package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.number.Hook;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told how a recording goes.
 *
 * @param events which of {@code in-progress}, {@code completed} and {@code absent} are told
 */
public record RecordingCallback(Hook hook, Set<String> events) {
  /** What a request's {@code RecordingStatusCallback…} parameters name. */
  public static Optional<RecordingCallback> of(Params form) {
    List<String> events =
        form.all("RecordingStatusCallbackEvent").stream()
            .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
            .filter(event -> !event.isEmpty())
            .toList();
    String method = form.find("RecordingStatusCallbackMethod").orElse("POST");
    return form.find("RecordingStatusCallback")
        .map(url ->
            new RecordingCallback(
                new Hook(url, method),
                events.isEmpty() ? Set.of("completed") : Set.copyOf(events)));
  }
}
