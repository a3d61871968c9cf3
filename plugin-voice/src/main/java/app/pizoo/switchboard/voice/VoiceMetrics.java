package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.Metrics;

/** Metrics of calls. */
final class VoiceMetrics {
  private final Metrics.Counter decisions;
  private final Metrics.Counter states;

  VoiceMetrics(Metrics metrics) {
    decisions = metrics.counter("voice_decisions", "Decisions about new calls", "outcome");
    states = metrics.counter("voice_states", "State changes of call legs", "status");
  }

  void decided(Outcome outcome) {
    decisions.add(
        switch (outcome) {
          case Outcome.RingUser user -> "ring_user";
          case Outcome.RingPhone phone -> "ring_phone";
          case Outcome.Apologize apology -> "apologize";
          case Outcome.Refuse refusal -> "refuse_" + refusal.reason().publicName();
        });
  }

  void moved(CallStatus status) {
    states.add(status.twilioName());
  }
}
