package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.OptionalInt;

/** Lets programs on this machine inject faults. */
public final class FaultsEndpoint implements BoxProduct {
  private final Faults faults;

  /** Takes the faults. */
  public FaultsEndpoint(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/faults", _ -> list());
    routes.open("POST", "/box/faults", this::add);
    routes.open("DELETE", "/box/faults", _ -> clear());
    routes.open("DELETE", "/box/faults/{id}", this::remove);
  }

  private BoxResponse list() {
    return BoxResponse.ok(
        JsonBody.object()
            .put("faults", faults.active().stream().map(FaultsEndpoint::json).toList())
            .build());
  }

  private BoxResponse add(BoxRequest request) {
    try {
      JsonFields fields = JsonFields.parse(request.body());
      JsonObject object = fields.object();
      return BoxResponse.created(
          json(faults.add(
                  fields.text("where", 500),
                  object.getInt("times", 1),
                  read(fields.text("kind", 20), object)))
              .build());
    } catch (Problem | ClassCastException e) {
      throw new TwilioError(400, 20001, "Expected where, times, kind and the fields of that kind");
    }
  }

  private static Faults.Fault read(String kind, JsonObject object) {
    Duration time = Duration.ofMillis(object.getInt("milliseconds", 1000));
    return switch (kind) {
      case "delay" -> new Faults.Delay(time);
      case "delay-within" -> new Faults.DelayWithin(time);
      case "answer" ->
          new Faults.Answer(
              object.getInt("status", 500),
              object.getInt("code", 20500),
              object.containsKey("retry_after")
                  ? OptionalInt.of(object.getInt("retry_after"))
                  : OptionalInt.empty());
      case "cut-before" -> new Faults.CutBefore();
      case "cut-within" -> new Faults.CutWithin();
      case "lose" -> new Faults.Lose();
      case "twice" -> new Faults.Twice();
      case "late" -> new Faults.Late(time);
      case "swap" -> new Faults.Swap();
      case "cut-socket" -> new Faults.CutSocket();
      default -> throw TwilioError.invalid("kind");
    };
  }

  private BoxResponse remove(BoxRequest request) {
    String id = request.variable("id");
    if (!id.matches("\\d{1,9}") || !faults.remove(Integer.parseInt(id))) {
      throw TwilioError.notFound(request);
    }
    return BoxResponse.noContent();
  }

  private BoxResponse clear() {
    faults.clear();
    return BoxResponse.noContent();
  }

  private static JsonBody json(Faults.Rule rule) {
    JsonBody body =
        JsonBody.object()
            .put("id", rule.id())
            .put("where", rule.where())
            .put("times", rule.left().get());
    return switch (rule.fault()) {
      case Faults.Delay(Duration by) ->
          body.put("kind", "delay").put("milliseconds", by.toMillis());
      case Faults.DelayWithin(Duration by) ->
          body.put("kind", "delay-within").put("milliseconds", by.toMillis());
      case Faults.Answer(int status, int code, OptionalInt retryAfter) ->
          body.put("kind", "answer")
              .put("status", status)
              .put("code", code)
              .put("retry_after", retryAfter.isPresent() ? retryAfter.getAsInt() : null);
      case Faults.CutBefore() -> body.put("kind", "cut-before");
      case Faults.CutWithin() -> body.put("kind", "cut-within");
      case Faults.Lose() -> body.put("kind", "lose");
      case Faults.Twice() -> body.put("kind", "twice");
      case Faults.Late(Duration by) -> body.put("kind", "late").put("milliseconds", by.toMillis());
      case Faults.Swap() -> body.put("kind", "swap");
      case Faults.CutSocket() -> body.put("kind", "cut-socket");
    };
  }
}
