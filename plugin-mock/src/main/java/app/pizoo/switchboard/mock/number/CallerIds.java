package app.pizoo.switchboard.mock.number;

import static app.pizoo.switchboard.mock.rest.StoredResource.Kind.TEXT;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.CrudRoutes;
import app.pizoo.switchboard.mock.rest.StoredResource;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.store.BoundedStore;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Verified caller IDs: foreign numbers that the account may use as caller ID. The box skips the
 * verification call.
 */
public final class CallerIds implements BoxProduct {
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds";
  private static final List<StoredResource.Field> FIELDS =
      List.of(
          new StoredResource.Field("FriendlyName", "friendly_name", TEXT, null),
          new StoredResource.Field("PhoneNumber", "phone_number", TEXT, null));

  private final BoxContext context;
  private final BoundedStore<StoredResource> callerIds = new BoundedStore<>(1000);

  /** Takes the shared objects of the box. */
  public CallerIds(BoxContext context) {
    this.context = context;
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("POST", BASE + ".json", this::validate);
    new CrudRoutes("outgoing_caller_ids", callerIds, context.clock(), this::json)
        .register(routes, BASE);
  }

  /** Returns whether a number is a verified caller ID. */
  public boolean contains(String number) {
    return !callerIds
        .newestFirst(stored -> stored.text("phone_number").filter(number::equals).isPresent())
        .isEmpty();
  }

  private BoxResponse validate(BoxRequest request) {
    String number = request.form().require("PhoneNumber");
    if (!number.matches("\\+[1-9]\\d{6,14}")) {
      throw new TwilioError(400, 21401, "Invalid phone number " + number);
    }
    if (contains(number)) {
      throw new TwilioError(400, 21450, "Phone number already validated for this account");
    }
    StoredResource callerId =
        new StoredResource(context.sids().next("PN"), context.clock().instant(), FIELDS);
    callerId.set("friendly_name", number);
    callerId.apply(request.form(), callerId.created());
    callerIds.put(callerId.sid(), callerId);
    return BoxResponse.ok(
        JsonBody.object()
            .put("account_sid", context.account().accountSid())
            .put("call_sid", context.sids().next("CA"))
            .put("friendly_name", callerId.text("friendly_name"))
            .put("phone_number", number)
            .put("validation_code", "123456")
            .build());
  }

  private JsonObject json(StoredResource callerId) {
    String account = context.account().accountSid();
    return callerId
        .body()
        .put("sid", callerId.sid())
        .put("account_sid", account)
        .put("date_created", TwilioDates.rfc2822(callerId.created()))
        .put("date_updated", TwilioDates.rfc2822(callerId.updated()))
        .put(
            "uri",
            "/2010-04-01/Accounts/" + account + "/OutgoingCallerIds/" + callerId.sid() + ".json")
        .build();
  }
}
