package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.rest.JsonBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A browser's end of one leg. It outlives the connection: an answered call whose connection broke
 * waits a while for the browser to come back with the leg's token. Safe for all threads; speaks to
 * the line only while it holds no lock.
 */
final class VoiceLeg implements LegEnd {
  /** A browser that wants its calls resumed tries for up to half a minute. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final VoiceContext context;
  private final String temporarySid;
  private final String offer;
  private final String reconnectToken;
  private final List<Runnable> early = new ArrayList<>();
  private VoiceClient client;
  private @Nullable Line line;
  private String knownSid;
  private boolean answered;
  private boolean silent;
  private boolean over;
  private Optional<BoxClock.Pending> grace = Optional.empty();

  /**
   * Takes the connection it begins on.
   *
   * @param temporarySid the browser's own id of a call that it makes, else the leg's
   * @param offer the browser's offer, empty for a call to it
   */
  VoiceLeg(VoiceContext context, VoiceClient client, String temporarySid, String offer) {
    this.context = context;
    this.client = client;
    this.temporarySid = temporarySid;
    this.offer = offer;
    knownSid = temporarySid;
    reconnectToken = context.box().sids().next("");
    silent = offer.isEmpty();
    context.legs().put(reconnectToken, this);
  }

  /** What the browser takes the leg up with when its connection broke. */
  String reconnectToken() {
    return reconnectToken;
  }

  /** Learns its line; what the engine said before is done now. */
  synchronized void attach(Line given) {
    line = given;
    early.forEach(Runnable::run);
    early.clear();
  }

  /** The line, to speak to; empty once the leg is over. */
  synchronized Optional<Line> line() {
    return over ? Optional.empty() : Optional.ofNullable(line);
  }

  /** Whether the browser knows the leg by this id. */
  synchronized boolean isNamed(String sid) {
    return sid.equals(temporarySid) || sid.equals(knownSid);
  }

  /** The browser answers. */
  void answer(String sdp) {
    synchronized (this) {
      answered = true;
    }
    line().ifPresent(line -> line.answer(Optional.of(Sdp.withoutTelephoneEvents(sdp))));
  }

  /** The browser does not answer. */
  void refuse(HangupCause cause) {
    end().ifPresent(line -> line.refuse(cause));
  }

  /** The browser hangs up. */
  void hangUpByBrowser() {
    end().ifPresent(Line::hangUp);
  }

  /** The browser offers its media anew. Media that is not there answers at once. */
  void reinviteByBrowser(String sdp) {
    boolean nobodyThere;
    synchronized (this) {
      nobodyThere = silent;
    }
    if (nobodyThere) {
      reanswer(context.silence().answer(sdp));
    } else {
      line().ifPresent(line -> line.reinvite(Sdp.withoutTelephoneEvents(sdp)));
    }
  }

  /** A connection is gone. Only an answered leg can be taken up again. */
  void broken(VoiceClient gone) {
    boolean waits;
    synchronized (this) {
      if (client != gone || over) {
        return;
      }
      waits = answered;
      if (waits) {
        grace = Optional.of(context.box().clock().after(GRACE, this::lost));
      }
    }
    if (!waits) {
      lost();
    }
  }

  /** The browser is back, on this connection or another one. */
  synchronized void resume(VoiceClient back) {
    grace.ifPresent(BoxClock.Pending::cancel);
    grace = Optional.empty();
    client.forget(this);
    client = back;
    if (over) {
      context.legs().remove(reconnectToken);
      send("hangup", body());
    } else {
      back.keep(this);
      send("answer", body().put("reconnect", reconnectToken));
    }
  }

  @Override
  public void ringing() {
    onceAttached(line -> {
      knownSid = line.callSid();
      send("ringing", body());
    });
  }

  @Override
  public void answered(Optional<String> sdp) {
    onceAttached(line -> {
      knownSid = line.callSid();
      answered = true;
      silent = sdp.isEmpty();
      String answer = sdp.orElseGet(() -> context.silence().answer(offer));
      send("answer", body().put("sdp", answer).put("reconnect", reconnectToken));
    });
  }

  @Override
  public void hungUp(HangupCause cause) {
    onceAttached(_ -> {
      JsonBody body = body();
      if (cause.code() != 0) {
        body.put(
            "error", JsonBody.object().put("code", cause.code()).put("message", cause.message()));
      }
      send("hangup", body);
      end();
    });
  }

  @Override
  public void canceled() {
    onceAttached(_ -> {
      send("cancel", body());
      end();
    });
  }

  @Override
  public void message(CallMessage message) {
    onceAttached(_ -> send("message", Messages.write(message, body(), context.box().sids())));
  }

  @Override
  public synchronized void reanswer(String sdp) {
    send("answer", body().put("sdp", sdp));
  }

  /** Also for what comes before the engine has told which line it is. */
  private synchronized void onceAttached(Consumer<Line> action) {
    Line known = line;
    if (known == null) {
      early.add(() -> onceAttached(action));
    } else if (!over) {
      action.accept(known);
    }
  }

  private void lost() {
    end().ifPresent(Line::lost);
    context.legs().remove(reconnectToken);
  }

  /**
   * Ends it, and tells the line unless it was over. A browser that is away and comes back in time
   * is still told.
   */
  private synchronized Optional<Line> end() {
    Optional<Line> known = line();
    over = true;
    client.forget(this);
    if (grace.isEmpty()) {
      context.legs().remove(reconnectToken);
    }
    return known;
  }

  private JsonBody body() {
    return JsonBody.object().put("callsid", knownSid);
  }

  private void send(String type, JsonBody payload) {
    client.send(type, payload);
  }
}
