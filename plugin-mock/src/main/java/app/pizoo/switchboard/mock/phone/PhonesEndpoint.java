package app.pizoo.switchboard.mock.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.function.Consumer;

/** Lets programs on this machine use the simulated phones over HTTP. */
public final class PhonesEndpoint implements BoxProduct {
  private static final String PHONE = "/box/phones/{number}";
  private static final int MAX_SECONDS = 600;

  private final Phones phones;
  private final String account;

  /** Takes the phones and the account's number, which they call by default. */
  public PhonesEndpoint(Phones phones, String account) {
    this.phones = phones;
    this.account = account;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/phones", _ -> list());
    routes.open("GET", PHONE, request -> show(of(request)));
    routes.open("POST", PHONE + "/calls", this::call);
    routes.open("POST", PHONE + "/answer", request -> act(request, Phone::answers));
    routes.open("POST", PHONE + "/decline", request -> act(request, Phone::declines));
    routes.open("POST", PHONE + "/hangup", request -> act(request, Phone::hangsUp));
    routes.open("POST", PHONE + "/digits", this::press);
    routes.open("POST", PHONE + "/behavior", this::behave);
  }

  private BoxResponse list() {
    return BoxResponse.ok(
        JsonBody.object()
            .put("phones", phones.latest().stream().map(PhonesEndpoint::json).toList())
            .build());
  }

  private BoxResponse call(BoxRequest request) {
    String to = fields(request).object().containsKey("to") ? text(request, "to") : account;
    Phone phone = of(request);
    act(request, _ -> phone.place(to));
    return BoxResponse.created(json(phone).build());
  }

  private BoxResponse press(BoxRequest request) {
    String digits = text(request, "digits");
    return act(request, phone -> phone.presses(digits));
  }

  private BoxResponse behave(BoxRequest request) {
    PhoneBehavior behavior =
        switch (text(request, "kind")) {
          case "answers" -> new PhoneBehavior.Answers(seconds(fields(request).object()));
          case "rings" -> new PhoneBehavior.Rings();
          case "busy" -> new PhoneBehavior.Busy();
          case "declines" -> new PhoneBehavior.Declines();
          case "unreachable" -> new PhoneBehavior.Unreachable();
          default -> throw TwilioError.invalid("kind");
        };
    return show(of(request).behaves(behavior));
  }

  private static Duration seconds(JsonObject object) {
    JsonValue seconds = object.getOrDefault("after_seconds", Json.createValue(1));
    if (seconds instanceof JsonNumber number
        && number.isIntegral()
        && number.longValue() >= 0
        && number.longValue() <= MAX_SECONDS) {
      return Duration.ofSeconds(number.longValue());
    }
    throw TwilioError.invalid("after_seconds");
  }

  private BoxResponse act(BoxRequest request, Consumer<Phone> action) {
    Phone phone = of(request);
    try {
      action.accept(phone);
      return show(phone);
    } catch (IllegalStateException e) {
      throw new TwilioError(409, 20409, "Not possible in this state: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new TwilioError(400, 20001, "Invalid value: " + e.getMessage());
    }
  }

  private Phone of(BoxRequest request) {
    String number = request.variable("number");
    if (!number.matches("\\+[1-9]\\d{6,14}")) {
      throw TwilioError.invalid("number");
    }
    return phones.of(number);
  }

  private static JsonFields fields(BoxRequest request) {
    try {
      return JsonFields.parse(request.body().length == 0 ? "{}".getBytes(UTF_8) : request.body());
    } catch (Problem problem) {
      throw new TwilioError(400, 20001, "Expected a JSON object");
    }
  }

  private static String text(BoxRequest request, String name) {
    try {
      return fields(request).text(name, 200);
    } catch (Problem problem) {
      throw TwilioError.invalid(name);
    }
  }

  private static BoxResponse show(Phone phone) {
    return BoxResponse.ok(json(phone).build());
  }

  private static JsonBody json(Phone phone) {
    Conversation call = phone.conversation();
    JsonBody body =
        JsonBody.object()
            .put("number", phone.number())
            .put("state", call.state())
            .put("call_sid", call.callSid().isEmpty() ? null : call.callSid())
            .put("from", call.from().isEmpty() ? null : call.from())
            .put("to", call.to().isEmpty() ? null : call.to())
            .put("refusal", call.cause().code())
            .put("heard", call.heard())
            .put("tones", call.tones());
    return switch (phone.behavior()) {
      case PhoneBehavior.Answers(Duration after) ->
          body.put("behavior", "answers").put("after_seconds", after.toSeconds());
      case PhoneBehavior.Rings() -> body.put("behavior", "rings");
      case PhoneBehavior.Busy() -> body.put("behavior", "busy");
      case PhoneBehavior.Declines() -> body.put("behavior", "declines");
      case PhoneBehavior.Unreachable() -> body.put("behavior", "unreachable");
    };
  }
}
