package app.pizoo.switchboard.mock.call;

import app.pizoo.switchboard.mock.http.Parameters;

/** Executes calls that are created or changed through the REST API. */
public interface CallExecution {
  /** Returns whether another call can start. */
  boolean hasRoom();

  /** Rings the callee and executes the TwiML of the request. Must not block. */
  void start(Call call, Parameters request);

  /** Replaces the TwiML of a running call. Must not block. */
  void redirect(Call call, Parameters request);

  /** Ends a call whose status has already been changed. Must not block. */
  void end(Call call);
}
