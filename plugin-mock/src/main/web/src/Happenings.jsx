import { Tabs } from './Tabs.jsx';
import { CallList } from './CallList.jsx';
import { Inbox } from './Inbox.jsx';
import { Phones } from './Phones.jsx';
import { Rooms } from './Rooms.jsx';
import { Tools } from './Tools.jsx';
import { Troubles } from './Troubles.jsx';
import { Webhooks } from './Webhooks.jsx';

/**
 * Everything that happens in the box, and what a person can do to it.
 * @param {{ happenings: import('./happenings.js').Happenings, number: string }} props
 */
export function Happenings({ happenings, number }) {
  const { messages, calls, rooms, webhooks, troubles, last } = happenings;
  const panels = [
    { name: 'Inbox', count: messages.length, content: () => <Inbox messages={messages} /> },
    { name: 'Phones', content: () => <Phones number={number} moment={last} /> },
    { name: 'Calls', count: calls.length, content: () => <CallList calls={calls} /> },
    { name: 'Rooms', count: rooms.length, content: () => <Rooms rooms={rooms} /> },
    { name: 'Webhooks', count: webhooks.length, content: () => <Webhooks webhooks={webhooks} /> },
    { name: 'Errors', count: troubles.length, content: () => <Troubles troubles={troubles} /> },
    { name: 'Tools', content: () => <Tools /> },
  ];
  return (
    <section className="happenings" aria-label="What happens in the box">
      <Tabs label="What happens in the box" panels={panels} />
    </section>
  );
}
