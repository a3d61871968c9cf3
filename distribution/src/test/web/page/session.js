async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
  return answer.json();
}

/** Somebody who is signed in to the app, and what the server gives them. */
export class Session {
  constructor(given) {
    this.api = given.get('api');
    this.box = given.get('box');
    this.identity = given.get('identity');
  }

  /** Answers of a route of the server, asked with the app's token. */
  async ask(path, body) {
    this.login ??= post(`${this.box}/box/login`, { identity: this.identity });
    const { token } = await this.login;
    return post(`${this.api}${path}`, body, { Authorization: `Bearer ${token}` });
  }

  /** What the server gives for calls: a fresh token and where to show it. */
  voicePass() {
    return this.ask('/api/twilio/voice/token', { identity: this.identity });
  }

  /** What the server gives for entering a video room: a token and where to show it. */
  videoPass(room) {
    return this.ask('/api/twilio/video/token', { identity: this.identity, room });
  }
}
