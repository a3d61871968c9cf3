package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.json.JsonBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A browser's end of one leg. It survives the connection: if the connection of an answered call
 * breaks, the leg waits for the browser to resume with the leg's token. Thread-safe; calls the
 * handle only without holding a lock.
 */
final class VoiceLeg implements FarEnd {
  /** A browser tries to resume its calls for up to 30 seconds. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final VoiceContext context;
  private final String temporarySid;
  private final String offer;
  private final String reconnectToken;
  private final List<Runnable> pending = new ArrayList<>();
  private VoiceClient client;
  private @Nullable LegHandle line;
  private String knownSid;
  private boolean answered;
  private boolean silent;
  private boolean over;
  private Optional<BoxClock.Pending> grace = Optional.empty();

  /**
   * Takes the connection on which it starts.
   *
   * @param temporarySid the browser's temporary ID of an outgoing call, otherwise the leg's SID
   * @param offer the browser's offer; empty for an incoming call
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

  /** Returns the token with which the browser resumes the leg. */
  String reconnectToken() {
    return reconnectToken;
  }

  /** Sets the handle and processes earlier calls from the engine. */
  synchronized void attach(LegHandle given) {
    line = given;
    pending.forEach(Runnable::run);
    pending.clear();
  }

  /** Returns the handle; empty after the end of the leg. */
  synchronized Optional<LegHandle> handle() {
    return over ? Optional.empty() : Optional.ofNullable(line);
  }

  /** Returns whether the browser knows the leg by this SID. */
  synchronized boolean isNamed(String sid) {
    return sid.equals(temporarySid) || sid.equals(knownSid);
  }

  /** The browser answers. */
  void answer(String sdp) {
    synchronized (this) {
      answered = true;
    }
    handle().ifPresent(line -> line.answer(Optional.of(Sdp.withoutTelephoneEvents(sdp))));
  }

  /** The browser refuses the call. */
  void refuse(HangupCause cause) {
    end().ifPresent(line -> line.refuse(cause));
  }

  /** The browser hangs up. */
  void hangUpByBrowser() {
    end().ifPresent(LegHandle::hangUp);
  }

  /** The browser sends a new offer. Silent media answers it immediately. */
  void reinviteByBrowser(String sdp) {
    boolean withoutPeer;
    synchronized (this) {
      withoutPeer = silent;
    }
    if (withoutPeer) {
      reanswer(context.silence().answer(sdp));
    } else {
      handle().ifPresent(line -> line.reinvite(Sdp.withoutTelephoneEvents(sdp)));
    }
  }

  /** The connection has ended. Only an answered leg can be resumed. */
  void disconnected(VoiceClient gone) {
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

  /** The browser resumes the leg on this or another connection. */
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
    onceAttached(
        _ -> send("message", CallMessageCodec.write(message, body(), context.box().sids())));
  }

  @Override
  public synchronized void reanswer(String sdp) {
    send("answer", body().put("sdp", sdp));
  }

  /** Runs an action now, or when the engine has set the handle. */
  private synchronized void onceAttached(Consumer<LegHandle> action) {
    LegHandle known = line;
    if (known == null) {
      pending.add(() -> onceAttached(action));
    } else if (!over) {
      action.accept(known);
    }
  }

  private void lost() {
    end().ifPresent(LegHandle::lost);
    context.legs().remove(reconnectToken);
  }

  /**
   * Ends the leg; returns the handle unless the leg was over. A disconnected browser that returns
   * in time still learns of the end.
   */
  private synchronized Optional<LegHandle> end() {
    Optional<LegHandle> known = handle();
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
