import { describe, expect, test } from 'vitest';
import { reduce, INITIAL } from '../src/activity.js';

let number = 0;
const event = (type, data) => ({ number: ++number, at: '2026-01-01T00:00:00Z', type, data });
const after = (...events) => events.reduce(reduce, { ...INITIAL, last: number - events.length });

describe('activity', () => {
  test('a message changes its state in place', () => {
    const sid = 'SM1';
    const state = after(
      event('inbox.received', { sid, to: '+1202', status: 'queued', body: 'Hi' }),
      event('inbox.received', { sid: 'SM2', to: '+1202', status: 'queued', body: 'Ho' }),
      event('message.delivered', { sid }),
    );
    expect(state.messages.map((one) => [one.sid, one.status])).toEqual([
      ['SM2', 'queued'],
      ['SM1', 'delivered'],
    ]);
  });

  test('an approved code changes its state in place', () => {
    const sid = 'VE1';
    const state = after(
      event('inbox.received', { sid, to: '+1202', status: 'pending', code: '123456' }),
      event('verification.approved', { sid }),
    );
    expect(state.messages).toMatchObject([{ sid, status: 'approved' }]);
  });

  test('a call keeps its place and start time', () => {
    const state = after(
      event('call.queued', { sid: 'CA1', from: 'client:alice', to: '' }),
      { ...event('call.in-progress', { sid: 'CA1', from: 'client:alice', to: '' }), at: '2026-01-01T00:00:09Z' },
    );
    expect(state.calls).toHaveLength(1);
    expect(state.calls[0]).toMatchObject({ status: 'in-progress', at: '2026-01-01T00:00:00Z' });
  });

  test('a room shows who is inside, and that it ended', () => {
    const who = (type, ParticipantIdentity) => event(`room.${type}`, { sid: 'RM1', room: 'r', ParticipantIdentity });
    let state = after(
      event('room.room-created', { sid: 'RM1', room: 'r' }),
      who('participant-connected', 'alice'),
      who('participant-connected', 'bob'),
      who('participant-disconnected', 'alice'),
    );
    expect(state.rooms[0]).toMatchObject({ name: 'r', people: ['bob'], open: true });
    state = reduce(state, event('room.room-ended', { sid: 'RM1', room: 'r' }));
    expect(state.rooms[0]).toMatchObject({ people: [], open: false });
  });

  test('a request that the box does not serve is listed as an error', () => {
    const data = { code: 20501, message: 'The box does not serve GET /v1/Flows', url: '/v1/Flows', method: 'GET' };
    expect(after(event('request.error', data)).errors).toMatchObject([{ what: 'request', ...data }]);
  });

  test('a failed webhook is listed as an error', () => {
    const state = after(event('webhook.sent', { about: 'CA1', error: 11200, status: 500, fields: [] }));
    expect(state.webhooks).toHaveLength(1);
    expect(state.errors[0]).toMatchObject({ error: 11200, sid: 'CA1' });
  });

  test('a webhook that the box refused to send is listed with the reason', () => {
    const state = after(event('webhook.sent', { about: 'CA1', error: 11205, refused: 'not loopback', fields: [] }));
    expect(state.errors[0]).toMatchObject({ error: 11205, message: 'not loopback' });
  });

  test('an event that arrives twice changes nothing', () => {
    const twice = event('inbox.received', { sid: 'SM1' });
    const state = after(twice);
    expect(reduce(state, twice)).toBe(state);
  });

  test('old items are removed', () => {
    const many = Array.from({ length: 300 }, (_, i) => event('inbox.received', { sid: `SM${i}` }));
    const state = after(...many);
    expect(state.messages).toHaveLength(200);
    expect(state.messages[0].sid).toBe('SM299');
  });
});
