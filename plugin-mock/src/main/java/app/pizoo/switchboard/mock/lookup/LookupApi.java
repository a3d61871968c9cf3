package app.pizoo.switchboard.mock.lookup;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Twilio Lookup v2 API. */
public final class LookupApi implements BoxProduct {
  private static final Set<String> KNOWN =
      Set.of("line_type_intelligence", "sms_pumping_risk", "sim_swap", "caller_name", "validation");

  private final BoxContext context;
  private final LineTypes lineTypes;

  /** Takes the line types. */
  public LookupApi(BoxContext context, LineTypes lineTypes) {
    this.context = context;
    this.lineTypes = lineTypes;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("lookups", "GET", "/v2/PhoneNumbers/{PhoneNumber}", this::fetch);
  }

  private BoxResponse fetch(BoxRequest request) {
    String number = request.variable("PhoneNumber").replaceAll("[^+0-9]", "");
    List<String> fields =
        List.of(request.query().find("Fields").orElse("validation").split(",", -1));
    if (!KNOWN.containsAll(fields)) {
      throw new TwilioError(400, 60600, "Invalid Fields parameter");
    }
    if (!number.matches("\\+\\d{1,20}")) {
      throw TwilioError.notFound(request);
    }
    return BoxResponse.ok(describe(number, fields).build());
  }

  private JsonBody describe(String number, List<String> fields) {
    String problem = number.length() < 8 ? "TOO_SHORT" : number.length() > 16 ? "TOO_LONG" : "";
    Optional<Countries.Country> country =
        problem.isEmpty() ? Countries.of(number) : Optional.empty();
    JsonBody body =
        JsonBody.object()
            .put("calling_country_code", country.map(Countries.Country::callingCode))
            .put("country_code", country.map(Countries.Country::code))
            .put("phone_number", number)
            .put("national_format", country.map(found -> national(number, found)))
            .put("valid", problem.isEmpty())
            .put("validation_errors", problem.isEmpty() ? List.of() : List.of(problem))
            .put("url", context.address().get() + "/v2/PhoneNumbers/" + number);
    fields.forEach(field -> add(body, field, number));
    return body;
  }

  private void add(JsonBody body, String field, String number) {
    switch (field) {
      case "line_type_intelligence" ->
          body.put(
              field,
              JsonBody.object()
                  .put("type", lineTypes.of(number))
                  .put("carrier_name", "Carrier in a box")
                  .put("mobile_country_code", "310")
                  .put("mobile_network_code", "456"));
      case "sms_pumping_risk" ->
          body.put(
              field,
              JsonBody.object()
                  .put("carrier_risk_category", "low")
                  .put("number_blocked", false)
                  .put("sms_pumping_risk_score", 0));
      case "sim_swap" ->
          body.put(
              field,
              JsonBody.object()
                  .put("last_sim_swap", JsonBody.object().put("swapped_in_period", false))
                  .put("carrier_name", "Carrier in a box"));
      case "caller_name" ->
          body.put(
              field,
              JsonBody.object().put("caller_name", "SOMEBODY").put("caller_type", "CONSUMER"));
      default -> {
        // Validation is always part of the response.
      }
    }
  }

  private static String national(String number, Countries.Country country) {
    String digits = number.substring(1 + country.callingCode().length());
    return country.callingCode().equals("1") && digits.length() == 10
        ? "(%s) %s-%s"
            .formatted(digits.substring(0, 3), digits.substring(3, 6), digits.substring(6))
        : digits;
  }
}
