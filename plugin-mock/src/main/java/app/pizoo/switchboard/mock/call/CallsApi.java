package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.DateFilter;
import app.pizoo.switchboard.mock.rest.Page;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Calls resource of Twilio's 2010-04-01 API. */
public final class CallsApi implements BoxProduct {
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}/Calls";

  private final Calls calls;
  private final CallExecution execution;
  private final CallValidator rules;
  private final CallJson json;

  /** Takes the calls, their execution and the test for allowed caller IDs. */
  public CallsApi(
      BoxContext context, Calls calls, CallExecution execution, Predicate<String> callerIdAllowed) {
    this.calls = calls;
    this.execution = execution;
    rules = new CallValidator(callerIdAllowed);
    json = new CallJson(context.account().accountSid());
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("POST", BASE + ".json", this::create);
    routes.twilio("GET", BASE + ".json", this::list);
    routes.twilio("GET", BASE + "/{Sid}.json", request -> BoxResponse.ok(json.of(of(request))));
    routes.twilio("POST", BASE + "/{Sid}.json", this::update);
    routes.twilio("DELETE", BASE + "/{Sid}.json", this::delete);
  }

  private BoxResponse create(BoxRequest request) {
    Call.Parties parties = rules.check(request.form());
    if (!execution.hasRoom()) {
      throw new TwilioError(429, 10004, "Call concurrency limit exceeded");
    }
    Call call = calls.create(parties);
    BoxResponse response = BoxResponse.created(json.of(call));
    execution.start(call, request.form());
    return response;
  }

  private BoxResponse list(BoxRequest request) {
    return Page.of(request, calls.newestFirst(filter(request.query())), Call::sid, json::of)
        .classic("calls");
  }

  private static Predicate<Call> filter(Parameters query) {
    return call ->
        query.find("To").map(call.parties().to()::equals).orElse(true)
            && query.find("From").map(call.parties().from()::equals).orElse(true)
            && query.find("Status").map(call.status().toString()::equals).orElse(true)
            && DateFilter.fits(query, "StartTime", call.started())
            && DateFilter.fits(query, "EndTime", call.ended())
            && query
                .find("ParentCallSid")
                .map(sid -> call.parties().parent().filter(sid::equals).isPresent())
                .orElse(true);
  }

  private BoxResponse update(BoxRequest request) {
    Call call = of(request);
    Parameters form = request.form();
    if (call.status().isFinal()) {
      throw new TwilioError(400, 21220, "Call is not in-progress. Cannot redirect.");
    }
    form.find("Status")
        .ifPresentOrElse(
            status -> end(call, status),
            () -> {
              if (Stream.of("Url", "Twiml").anyMatch(name -> form.find(name).isPresent())) {
                execution.redirect(call, form);
              }
            });
    return BoxResponse.ok(json.of(call));
  }

  private void end(Call call, String status) {
    boolean answered = call.status() == Call.Status.IN_PROGRESS;
    switch (status) {
      case "completed" -> become(call, answered ? Call.Status.COMPLETED : Call.Status.CANCELED);
      case "canceled" -> {
        if (answered) {
          throw new TwilioError(400, 21220, "Call is in-progress. Cannot cancel.");
        }
        become(call, Call.Status.CANCELED);
      }
      default -> throw new TwilioError(400, 21218, "Invalid Status: " + status);
    }
  }

  private void become(Call call, Call.Status status) {
    if (calls.become(call, status)) {
      execution.end(call);
    }
  }

  private BoxResponse delete(BoxRequest request) {
    Call call = of(request);
    if (!call.status().isFinal()) {
      throw new TwilioError(400, 20009, "Cannot delete a call that is still in progress");
    }
    calls.remove(call);
    return BoxResponse.noContent();
  }

  private Call of(BoxRequest request) {
    return calls.find(request.variable("Sid")).orElseThrow(() -> TwilioError.notFound(request));
  }
}
