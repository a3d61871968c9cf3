import { createElement, useEffect, useState } from 'react';

/**
 * A list of the user's notes with a form for a new one. It needs no build: pages import it from
 * `/ui/notes/index.js`, with an import map that says where `react` is.
 * @param {{ token: string, server?: string }} props an app token, and the server's address
 */
export default function Notes({ token, server = '' }) {
  const [notes, setNotes] = useState([]);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');

  async function call(method, body) {
    const response = await fetch(`${server}/api/notes`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.title);
    return answer;
  }

  async function load() {
    setNotes((await call('GET')).notes);
  }

  async function add(event) {
    event.preventDefault();
    try {
      await call('POST', { text });
      setText('');
      setProblem('');
      await load();
    } catch (failure) {
      setProblem(failure.message);
    }
  }

  useEffect(() => {
    load().catch((failure) => setProblem(failure.message));
  }, [token]);

  return createElement(
    'form',
    { onSubmit: add },
    createElement('input', {
      'aria-label': 'Note',
      value: text,
      onChange: (event) => setText(event.target.value),
    }),
    createElement('button', null, 'Add'),
    createElement('p', { role: 'alert' }, problem),
    createElement('ul', null, notes.map((note, i) => createElement('li', { key: i }, note))),
  );
}
