/** What the tests of video rooms do over and over. */
export async function enter(visit, room, ...names) {
  const visitors = [];
  for (const name of names) {
    const visitor = await visit(name);
    await visitor.run((to) => globalThis.enterRoom(to), room);
    visitors.push(visitor);
  }
  return visitors;
}

/** Waits until pictures of somebody's track appear again in front of somebody else. */
export async function sees(visitor, other, track = 'camera') {
  const subject = { who: other.identity, track };
  const before = await visitor.run(({ who, track }) => globalThis.meeting.frames(who, track), subject);
  await visitor.until(
    ({ who, track, before }) => globalThis.meeting.frames(who, track) > before + 5,
    { ...subject, before },
  );
}

/** Waits until sound packets of somebody arrive again. */
export async function hears(visitor, other) {
  const count = (who) => globalThis.meeting.packets(who, 'microphone');
  const before = await visitor.run(count, other.identity);
  await visitor.until(
    async ({ who, before }) => (await globalThis.meeting.packets(who, 'microphone')) > before + 10,
    { who: other.identity, before },
  );
}

/** Waits until an event of somebody was noted. */
export function saw(visitor, name, other) {
  return visitor.until(
    ({ name, who }) => globalThis.meeting.saw(name, who) > 0,
    { name, who: other?.identity },
  );
}
