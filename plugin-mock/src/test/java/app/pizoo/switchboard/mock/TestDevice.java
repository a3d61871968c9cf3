package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.DeviceCall;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.call.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser's device without a browser: notes what it is told. */
class TestDevice implements Device, LegEnd {
  private final Switchroom room;
  private final String identity;
  private final List<String> told = new ArrayList<>();
  private Optional<Line> line = Optional.empty();
  private Optional<Ring> ring = Optional.empty();

  TestDevice(Switchroom room, String identity) {
    this.room = room;
    this.identity = identity;
  }

  TestDevice registers() {
    room.box().devices().register(identity, this);
    return this;
  }

  TestDevice calls(String to, Map<String, String> fields, Map<String, String> params) {
    Map<String, String> all = new java.util.LinkedHashMap<>(fields);
    all.put("To", to);
    line =
        Optional.of(
            room.box()
                .engine()
                .call(
                    new DeviceCall(
                        identity,
                        room.box().account().voiceApplicationSid(),
                        all,
                        params,
                        "offer of " + identity),
                    this));
    return this;
  }

  TestDevice calls(String to) {
    return calls(to, Map.of(), Map.of());
  }

  Line line() {
    return line.orElseThrow();
  }

  Ring ring() {
    return ring.orElseThrow();
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }

  private synchronized void note(String what) {
    told.add(what);
  }

  @Override
  public LegEnd ring(Line other, Ring heard) {
    line = Optional.of(other);
    ring = Optional.of(heard);
    note("ring");
    other.ringing();
    return this;
  }

  @Override
  public void ringing() {
    note("ringing");
  }

  @Override
  public void answered(Optional<String> sdp) {
    note("answered " + sdp.orElse("-"));
  }

  @Override
  public void connected(String sdp) {
    note("connected " + sdp);
  }

  @Override
  public void hungUp(HangupCause cause) {
    note("hungUp " + cause.code());
  }

  @Override
  public void canceled() {
    note("canceled");
  }

  @Override
  public void says(String text) {
    note("says " + text);
  }

  @Override
  public void digits(String digits) {
    note("digits " + digits);
  }

  @Override
  public void message(CallMessage message) {
    note("message " + message.content());
  }

  @Override
  public void reinvite(String sdp) {
    note("reinvite " + sdp);
  }

  @Override
  public void reanswer(String sdp) {
    note("reanswer " + sdp);
  }
}
