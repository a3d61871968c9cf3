/**
 * @typedef {object} BoxEvent
 * @property {number} number
 * @property {string} at by the box's clock
 * @property {string} type
 * @property {any} data
 */

/**
 * @typedef {object} Activity the state after the events so far; lists are newest first
 * @property {number} last number of the newest event
 * @property {any[]} messages
 * @property {any[]} calls
 * @property {any[]} rooms
 * @property {any[]} webhooks
 * @property {any[]} errors
 */

const MAX_ITEMS = 200;

/** @type {Activity} */
export const INITIAL = { last: 0, messages: [], calls: [], rooms: [], webhooks: [], errors: [] };

/**
 * @param {Activity} state
 * @param {BoxEvent} event
 * @returns {Activity}
 */
export function reduce(state, event) {
  if (event.number <= state.last) return state;
  const { number, at, type, data } = event;
  const [what, ...rest] = type.split('.');
  const change = rest.join('.');
  const next = { ...state, last: number };
  if (change.includes('error')) {
    next.errors = add(state.errors, { key: number, at, what, ...data });
  } else if (type === 'inbox.received') {
    next.messages = add(state.messages, { key: number, at, ...data });
  } else if (type === 'message.received') {
    next.messages = add(state.messages, { key: number, at, toApp: true, status: 'received', ...data });
  } else if (what === 'message' || what === 'verification') {
    next.messages = state.messages.map((one) => (one.sid === data.sid ? { ...one, status: change } : one));
  } else if (what === 'call') {
    next.calls = put(state.calls, { at, ...data, status: change });
  } else if (what === 'room') {
    next.rooms = put(state.rooms, roomAfter(find(state.rooms, data.sid), at, change, data));
  } else if (what === 'webhook') {
    next.webhooks = add(state.webhooks, { key: number, at, ...data });
    if (data.error) {
      const failure = { key: number, at, what, sid: data.about, error: data.error, url: data.url, message: data.refused };
      next.errors = add(state.errors, failure);
    }
  }
  return next;
}

/** @param {any} room @param {string} at @param {string} change @param {any} data */
function roomAfter(room, at, change, data) {
  const { sid, room: name, ParticipantIdentity: participant } = data;
  const before = room ?? { sid, name, at, people: [], open: true };
  if (change === 'participant-connected') {
    return { ...before, people: [...new Set([...before.people, participant])] };
  }
  if (change === 'participant-disconnected') {
    return { ...before, people: before.people.filter((/** @type {string} */ one) => one !== participant) };
  }
  return change === 'room-ended' ? { ...before, people: [], open: false } : before;
}

/** @param {any[]} list @param {any} item */
const add = (list, item) => [item, ...list].slice(0, MAX_ITEMS);

/** @param {any[]} list @param {string} sid */
const find = (list, sid) => list.find((one) => one.sid === sid);

/** Updates the item with that SID in place, or adds it. @param {any[]} list @param {any} item */
function put(list, item) {
  const known = find(list, item.sid);
  if (!known) return add(list, item);
  return list.map((one) => (one === known ? { ...one, ...item, at: one.at } : one));
}
