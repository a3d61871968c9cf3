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
}
