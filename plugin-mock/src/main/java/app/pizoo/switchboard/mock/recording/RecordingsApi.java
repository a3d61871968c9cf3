package app.pizoo.switchboard.mock.recording;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.DateFilter;
import app.pizoo.switchboard.mock.rest.Page;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Recordings resources of Twilio's 2010-04-01 API, including the media files. */
public final class RecordingsApi implements BoxProduct {
  private static final String ACCOUNT = "/2010-04-01/Accounts/{AccountSid}";
  private static final String ALL = ACCOUNT + "/Recordings";
  private static final String OF_CALL = ACCOUNT + "/Calls/{CallSid}/Recordings";

  private final Calls calls;
  private final Recordings recordings;
  private final RecordingJson json;

  /** Takes the calls and their recordings. */
  public RecordingsApi(BoxContext context, Calls calls, Recordings recordings) {
    this.calls = calls;
    this.recordings = recordings;
    json = new RecordingJson(context);
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("GET", ALL + ".json", this::list);
    routes.twilio("GET", ALL + "/{Sid}.json", request -> BoxResponse.ok(json.of(of(request))));
    routes.twilio("DELETE", ALL + "/{Sid}.json", this::delete);
    routes.twilio("GET", ALL + "/{Sid}.mp3", this::mp3);
    routes.twilio("GET", ALL + "/{Sid}.wav", this::wav);
    routes.twilio("GET", ALL + "/{Sid}", this::wav);
    routes.twilio("GET", OF_CALL + ".json", this::listOfCall);
    routes.twilio("POST", OF_CALL + ".json", this::start);
    routes.twilio(
        "GET", OF_CALL + "/{Sid}.json", request -> BoxResponse.ok(json.ofCall(of(request))));
    routes.twilio("POST", OF_CALL + "/{Sid}.json", this::update);
    routes.twilio("DELETE", OF_CALL + "/{Sid}.json", this::delete);
  }

  private BoxResponse list(BoxRequest request) {
    Predicate<Recording> wanted =
        recording ->
            request.query().find("CallSid").map(recording.callSid()::equals).orElse(true)
                && DateFilter.fits(
                    request.query(), "DateCreated", Optional.of(recording.started()));
    return Page.of(request, recordings.newestFirst(wanted), Recording::sid, json::of)
        .classic("recordings");
  }

  private BoxResponse listOfCall(BoxRequest request) {
    String callSid = call(request).sid();
    return Page.of(
            request,
            recordings.newestFirst(recording -> recording.callSid().equals(callSid)),
            Recording::sid,
            json::ofCall)
        .classic("recordings");
  }

  private BoxResponse start(BoxRequest request) {
    Call call = call(request);
    if (call.status() != Call.Status.IN_PROGRESS) {
      throw new TwilioError(
          400, 21220, "Requested resource is not eligible for recording: call is not in-progress");
    }
    int channels =
        request.form().find("RecordingChannels").filter("dual"::equals).isPresent() ? 2 : 1;
    Recording recording =
        recordings.start(
            call.sid(),
            Recording.Source.START_CALL_RECORDING_API,
            channels,
            RecordingCallback.of(request.form()));
    return BoxResponse.created(json.ofCall(recording));
  }

  private BoxResponse update(BoxRequest request) {
    Recording recording = of(request);
    String wanted = request.form().require("Status");
    Recording.Status status =
        Stream.of(Recording.Status.IN_PROGRESS, Recording.Status.PAUSED, Recording.Status.STOPPED)
            .filter(known -> known.toString().equals(wanted))
            .findFirst()
            .orElseThrow(() -> TwilioError.invalid("Status"));
    if (!recordings.become(recording, status)) {
      throw new TwilioError(400, 21220, "Recording cannot become " + wanted);
    }
    return BoxResponse.ok(json.ofCall(recording));
  }

  private BoxResponse delete(BoxRequest request) {
    recordings.remove(of(request).sid());
    return BoxResponse.noContent();
  }

  private BoxResponse wav(BoxRequest request) {
    Recording recording = finished(request);
    int channels =
        request.query().find("RequestedChannels").map(_ -> 1).orElse(recording.channels());
    return BoxResponse.bytes(200, "audio/x-wav", Silence.wav(recording.duration(), channels));
  }

  private BoxResponse mp3(BoxRequest request) {
    return BoxResponse.bytes(200, "audio/mpeg", Silence.mp3(finished(request).duration()));
  }

  private Recording finished(BoxRequest request) {
    Recording recording = of(request);
    if (recording.status().isOpen()) {
      throw TwilioError.notFound(request);
    }
    return recording;
  }

  private Recording of(BoxRequest request) {
    Optional<String> callSid = Optional.ofNullable(request.variables().get("CallSid"));
    return recordings
        .find(request.variable("Sid"))
        .filter(found -> callSid.map(found.callSid()::equals).orElse(true))
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private Call call(BoxRequest request) {
    return calls.find(request.variable("CallSid")).orElseThrow(() -> TwilioError.notFound(request));
  }
}
