/** The box's own levers, and its REST API as a backend would use it. */
export class Box {
  constructor(address) {
    this.address = address;
  }

  async advance(seconds) {
    await fetch(`${this.address}/box/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance_seconds: seconds }),
    });
  }

  /** Sends a form to one of Twilio's own paths. */
  async post(path, form) {
    const account = await (await fetch(`${this.address}/box/account`)).json();
    const pair = `${account.api_key_sid}:${account.api_key_secret}`;
    const answer = await fetch(`${this.address}${path}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: new URLSearchParams(form),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }

  /** Waits for something that the box tells, or has told lately, as its console shows it. */
  async told(fits) {
    const answer = await fetch(`${this.address}/box/events`, { signal: AbortSignal.timeout(30_000) });
    let text = '';
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      const frames = text.split('\n\n');
      text = frames.pop();
      const events = frames.flatMap((frame) => /^data: (.*)$/m.exec(frame)?.[1] ?? []);
      const found = events.map((event) => JSON.parse(event)).find(fits);
      if (found) return found;
    }
    throw new Error('the box told no more');
  }
}
