package app.pizoo.switchboard.mock.testing;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.DeviceCall;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser's device without a browser: notes what it is notes. */
public class TestDevice implements Device, FarEnd {
  private final CallFixture fixture;
  private final String identity;
  private final List<String> notes = new ArrayList<>();
  private Optional<LegHandle> handle = Optional.empty();
  private Optional<Ring> ring = Optional.empty();

  public TestDevice(CallFixture fixture, String identity) {
    this.fixture = fixture;
    this.identity = identity;
  }

  public TestDevice registers() {
    fixture.devices().register(identity, this);
    return this;
  }

  public TestDevice calls(String to, Map<String, String> fields, Map<String, String> params) {
    Map<String, String> all = new java.util.LinkedHashMap<>(fields);
    all.put("To", to);
    handle =
        Optional.of(
            fixture
                .engine()
                .call(
                    new DeviceCall(
                        identity,
                        fixture.box().account().voiceApplicationSid(),
                        all,
                        params,
                        "offer of " + identity),
                    this));
    return this;
  }

  public TestDevice calls(String to) {
    return calls(to, Map.of(), Map.of());
  }

  public LegHandle handle() {
    return handle.orElseThrow();
  }

  public Ring ring() {
    return ring.orElseThrow();
  }

  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  private synchronized void note(String what) {
    notes.add(what);
  }

  @Override
  public FarEnd ring(LegHandle other, Ring heard) {
    handle = Optional.of(other);
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
