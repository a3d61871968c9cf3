import { useState } from 'react';
import { ChatRoom } from './ChatRoom.jsx';
import { match, user } from './session.js';

export function App() {
  const [open, setOpen] = useState(true);
  return (
    <main>
      <p>
        You are {user.id}.{' '}
        <button type="button" onClick={() => setOpen(!open)}>
          {open ? 'Close the chat' : 'Open the chat'}
        </button>
      </p>
      {open && <ChatRoom user={user} match={match} />}
    </main>
  );
}
