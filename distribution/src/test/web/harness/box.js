import { scaled } from './pace.js';

/** The box's own levers, and its REST API as a backend would use it. */
export class Box {
  constructor(address) {
    this.address = address;
  }

  /** Moves the box's clock ahead. */
  advance(seconds) {
    return this.#ask('/box/clock', { advance_seconds: seconds });
  }

  /** Lets the box's timers run with this machine's clock, or only when the clock is moved. */
  runTimers(run) {
    return this.#ask('/box/clock', { run_timers: run });
  }

  /** Makes something go wrong. */
  fault(what) {
    return this.#ask('/box/faults', what);
  }

  /** Somebody's phone: `get()` shows it, `act('calls')`, `act('hangup')`, … uses it. */
  phone(number) {
    const path = `/box/phones/${encodeURIComponent(number)}`;
    return {
      get: () => this.#ask(path),
      act: (action, body = {}) => this.#ask(`${path}/${action}`, body),
    };
  }

  /** Sends a form to one of Twilio's own paths. */
  async post(path, form) {
    const account = await this.#ask('/box/account');
    const pair = `${account.api_key_sid}:${account.api_key_secret}`;
    return this.#send(path, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: new URLSearchParams(form),
    });
  }

  #ask(path, body) {
    return this.#send(path, body && { method: 'POST', body: JSON.stringify(body) });
  }

  async #send(path, options) {
    const answer = await fetch(`${this.address}${path}`, options);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** Waits for an event of the box, or finds a recent one, as its console shows them. */
  async event(fits) {
    const answer = await fetch(`${this.address}/box/events`, { signal: AbortSignal.timeout(scaled(60_000)) });
    let text = '';
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      const frames = text.split('\n\n');
      text = frames.pop();
      const events = frames.flatMap((frame) => /^data: (.*)$/m.exec(frame)?.[1] ?? []);
      const found = events.map((event) => JSON.parse(event)).find(fits);
      if (found) return found;
    }
    throw new Error('the box sent no such event');
  }
}
