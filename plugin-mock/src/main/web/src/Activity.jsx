import { Tabs } from './Tabs.jsx';
import { CallList } from './CallList.jsx';
import { MessageList } from './MessageList.jsx';
import { Phones } from './Phones.jsx';
import { Rooms } from './Rooms.jsx';
import { Tools } from './Tools.jsx';
import { ErrorList } from './ErrorList.jsx';
import { Webhooks } from './Webhooks.jsx';

/**
 * The activity of the box, and the tools to control it.
 * @param {{ activity: import('./activity.js').Activity, number: string }} props
 */
export function Activity({ activity, number }) {
  const { messages, calls, rooms, webhooks, errors, last } = activity;
  const panels = [
    { name: 'Inbox', count: messages.length, content: () => <MessageList messages={messages} /> },
    { name: 'Phones', content: () => <Phones number={number} version={last} /> },
    { name: 'Calls', count: calls.length, content: () => <CallList calls={calls} /> },
    { name: 'Rooms', count: rooms.length, content: () => <Rooms rooms={rooms} /> },
    { name: 'Webhooks', count: webhooks.length, content: () => <Webhooks webhooks={webhooks} /> },
    { name: 'Errors', count: errors.length, content: () => <ErrorList errors={errors} /> },
    { name: 'Tools', content: () => <Tools /> },
  ];
  return (
    <section className="activity" aria-label="What happens in the box">
      <Tabs label="What happens in the box" panels={panels} />
    </section>
  );
}
