import { Empty, State, Time } from './elements.jsx';

/** Video rooms and their participants. @param {{ rooms: any[] }} props */
export function Rooms({ rooms }) {
  if (rooms.length === 0) return <Empty>No room yet. Join one with the video button.</Empty>;
  return (
    <ul className="list" aria-label="Rooms">
      {rooms.map((room) => (
        <li key={room.sid} className="item">
          <p className="line">
            <strong>{room.name}</strong>
            <State state={room.open ? 'open' : 'completed'} />
            <Time at={room.at} />
          </p>
          <p>{room.people.length > 0 ? room.people.join(', ') : 'Nobody is inside.'}</p>
          <p className="sid">{room.sid}</p>
        </li>
      ))}
    </ul>
  );
}
