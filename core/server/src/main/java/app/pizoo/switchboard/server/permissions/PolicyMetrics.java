package app.pizoo.switchboard.server.permissions;

import app.pizoo.switchboard.spi.Metrics;

/**
 * Counts and times questions to the app's backend. Registered for every policy, so that dashboards
 * find the same metrics on all servers.
 */
record PolicyMetrics(Metrics.Counter questions, Metrics.Timer duration) {
  static PolicyMetrics in(Metrics metrics) {
    return new PolicyMetrics(
        metrics.counter(
            "policy_questions",
            "Questions to the policy's address by outcome: allowed, denied, or why there is no"
                + " answer, which means no",
            "outcome"),
        metrics.timer("policy_question", "Duration of questions to the policy's address"));
  }
}
