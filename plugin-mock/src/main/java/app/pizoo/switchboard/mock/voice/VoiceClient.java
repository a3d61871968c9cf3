package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.token.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One connection of a browser: its registration and its legs. */
final class VoiceClient implements TextSocket.Peer, Device {
  private static final int MAX_CLIENTS = 2000;
  private static final int MAX_LEGS = 20;
  private static final int TRY_LATER = 1013;
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final VoiceContext context;
  private final TextSocket socket;
  private final Set<VoiceClient> all;
  private final List<VoiceLeg> legs = new CopyOnWriteArrayList<>();
  private final Registration registration;
  private final OutgoingCalls outgoing;
  private volatile long lastHeard = System.nanoTime();

  VoiceClient(VoiceContext context, TextSocket socket, Set<VoiceClient> all) {
    this.context = context;
    this.socket = socket;
    this.all = all;
    registration = new Registration(context, this);
    outgoing = new OutgoingCalls(context, this);
  }

  @Override
  public void opened() {
    all.add(this);
    if (all.size() > MAX_CLIENTS) {
      socket.close(TRY_LATER, "Too many connections");
    }
  }

  @Override
  public void received(String text) {
    lastHeard = System.nanoTime();
    if (text.equals(Frame.HEARTBEAT)) {
      return;
    }
    Frame.parse(text)
        .ifPresentOrElse(this::dispatch, () -> error(31100, "Generic malformed request"));
  }

  private void dispatch(Frame frame) {
    String sid = frame.field("callsid");
    switch (frame.type()) {
      case "listen" -> {
        registration.authenticate(frame.field("token"));
        applyFault();
      }
      case "register" -> registration.register(frame.object("media").getBoolean("audio", false));
      case "invite" -> invite(frame);
      case "answer" ->
          find(sid).ifPresentOrElse(leg -> leg.answer(frame.field("sdp")), () -> alreadyEnded(sid));
      case "reject" -> find(sid).ifPresent(leg -> leg.refuse(HangupCause.DECLINED));
      case "hangup" -> find(sid).ifPresent(VoiceLeg::hangUpByBrowser);
      case "reinvite" -> find(sid).ifPresent(leg -> leg.reinviteByBrowser(frame.field("sdp")));
      case "dtmf" -> handle(sid).ifPresent(line -> line.digits(frame.field("dtmf")));
      case "message" -> handle(sid).ifPresent(line -> message(frame, line));
      default -> error(31100, "Generic malformed request");
    }
  }

  /** Cuts the connection if a fault applies to it. */
  void applyFault() {
    registration
        .token()
        .flatMap(known -> context.faults().forSocket(VoiceSignaling.PATH, known.identity()))
        .ifPresent(_ -> socket.cut());
  }

  private void invite(Frame frame) {
    Optional<AccessToken> known = registration.token();
    String reconnect = frame.field("reconnect");
    if (known.isEmpty()) {
      error(31204, "Invalid JWT token");
    } else if (reconnect.isEmpty()) {
      outgoing.call(known.get(), frame);
    } else {
      Optional.ofNullable(context.legs().get(reconnect))
          .ifPresentOrElse(
              leg -> leg.resume(this),
              () -> hangUp(frame.field("callsid"), 31107, "Reconnect parameter invalid"));
    }
  }

  @Override
  public FarEnd ring(LegHandle line, Ring ring) {
    VoiceLeg leg = new VoiceLeg(context, this, line.callSid(), "");
    leg.attach(line);
    if (!hasRoom()) {
      leg.refuse(HangupCause.BUSY);
      return leg;
    }
    keep(leg);
    send("invite", InvitePayload.of(context, leg, line, ring));
    line.ringing();
    return leg;
  }

  boolean hasRoom() {
    return legs.size() < MAX_LEGS;
  }

  void keep(VoiceLeg leg) {
    legs.remove(leg);
    legs.add(leg);
  }

  void forget(VoiceLeg leg) {
    legs.remove(leg);
  }

  void send(String type, JsonBody payload) {
    socket.send(Frame.text(type, payload));
  }

  void hangUp(String callSid, int code, String message) {
    send(
        "hangup",
        JsonBody.object()
            .put("callsid", callSid)
            .put("error", JsonBody.object().put("code", code).put("message", message)));
  }

  private void message(Frame frame, LegHandle line) {
    line.message(CallMessageCodec.read(frame));
    send(
        "ack",
        JsonBody.object()
            .put("acktype", "message")
            .put("callsid", frame.field("callsid"))
            .put("voiceeventsid", frame.field("voiceeventsid")));
  }

  /** Notifies a browser that a call has ended which it believes to be open. */
  private void alreadyEnded(String callSid) {
    send("hangup", JsonBody.object().put("callsid", callSid));
  }

  void error(int code, String message) {
    send(
        "error",
        JsonBody.object()
            .put("error", JsonBody.object().put("code", code).put("message", message)));
  }

  private Optional<VoiceLeg> find(String callSid) {
    return legs.stream().filter(leg -> leg.isNamed(callSid)).findFirst();
  }

  private Optional<LegHandle> handle(String callSid) {
    return find(callSid).flatMap(VoiceLeg::handle);
  }

  @Override
  public void paused() {
    if (context.box().clock().holdsTimers()) {
      // Silence means nothing while the box's timers are held.
      lastHeard = System.nanoTime();
    }
    if (System.nanoTime() - lastHeard > SILENCE.toNanos()) {
      socket.cut();
    } else {
      socket.send(Frame.HEARTBEAT);
    }
  }

  @Override
  public void ended() {
    // Before the device is gone: from then on, the end of a call is kept for a browser that
    // returns.
    legs.forEach(leg -> leg.disconnected(this));
    registration.end();
    all.remove(this);
  }
}
