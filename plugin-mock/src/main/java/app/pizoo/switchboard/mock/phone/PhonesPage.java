package app.pizoo.switchboard.mock.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.function.Consumer;

/** Lets programs on this machine hold a phone: what a person would do with it, by HTTP. */
public final class PhonesPage implements BoxProduct {
  private static final String PHONE = "/box/phones/{number}";
  private static final int MAX_SECONDS = 600;

  private final Phones phones;
  private final String account;

  /** Takes the phones, and the account's number that they call unless they name another. */
  public PhonesPage(Phones phones, String account) {
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
    routes.open("POST", PHONE + "/behaviour", this::behave);
  }

  private BoxReply list() {
    return BoxReply.ok(
        JsonBody.object()
            .put("phones", phones.latest().stream().map(PhonesPage::json).toList())
            .build());
  }

  private BoxReply call(BoxRequest request) {
    String to = fields(request).object().containsKey("to") ? text(request, "to") : account;
    Phone phone = of(request);
    act(request, _ -> phone.place(to));
    return BoxReply.created(json(phone).build());
  }

  private BoxReply press(BoxRequest request) {
    String digits = text(request, "digits");
    return act(request, phone -> phone.presses(digits));
  }

  private BoxReply behave(BoxRequest request) {
    Habit habit =
        switch (text(request, "kind")) {
          case "answers" -> new Habit.Answers(seconds(fields(request).object()));
          case "rings" -> new Habit.Rings();
          case "busy" -> new Habit.Busy();
          case "declines" -> new Habit.Declines();
          case "unreachable" -> new Habit.Unreachable();
          default -> throw TwilioError.invalid("kind");
        };
    return show(of(request).behaves(habit));
  }

  private static Duration seconds(JsonObject told) {
    JsonValue seconds = told.getOrDefault("after_seconds", Json.createValue(1));
    if (seconds instanceof JsonNumber number
        && number.isIntegral()
        && number.longValue() >= 0
        && number.longValue() <= MAX_SECONDS) {
      return Duration.ofSeconds(number.longValue());
    }
    throw TwilioError.invalid("after_seconds");
  }

  private BoxReply act(BoxRequest request, Consumer<Phone> action) {
    Phone phone = of(request);
    try {
      action.accept(phone);
      return show(phone);
    } catch (IllegalStateException e) {
      throw new TwilioError(409, 20409, "Not now: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new TwilioError(400, 20001, "Not so: " + e.getMessage());
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

  private static BoxReply show(Phone phone) {
    return BoxReply.ok(json(phone).build());
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
    return switch (phone.habit()) {
      case Habit.Answers(Duration after) ->
          body.put("behaviour", "answers").put("after_seconds", after.toSeconds());
      case Habit.Rings() -> body.put("behaviour", "rings");
      case Habit.Busy() -> body.put("behaviour", "busy");
      case Habit.Declines() -> body.put("behaviour", "declines");
      case Habit.Unreachable() -> body.put("behaviour", "unreachable");
    };
  }
}
