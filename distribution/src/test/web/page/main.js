import { Session } from './session.js';

// The SDKs are loaded when a test asks for them, as an app would do it.
Object.assign(globalThis, {
  session: new Session(new URLSearchParams(location.search)),
  openPhone: async (options) => (await import('./phone.js')).openPhone(globalThis.session, options),
  enterRoom: async (name, options) =>
    (await import('./meeting.js')).enterRoom(globalThis.session, name, options),
});
