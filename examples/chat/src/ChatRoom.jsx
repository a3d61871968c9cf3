import VoiceCallButton from '@switchboard/voice';
import VideoCallButton from '@switchboard/video';

/** The page of a conversation, as it was before: only the call buttons are new. */
export function ChatRoom({ user, match }) {
  return (
    <section className="chat">
      <header className="chat-header">
        <h1>{match.other.id}</h1>
        <div className="chat-calls">
          <VoiceCallButton calleeId={match.other.id} identity={user.id} />
          <VideoCallButton roomName={`match-${match.id}`} identity={user.id} />
        </div>
      </header>
      <ol className="chat-messages">
        <li>Hi {user.id}!</li>
        <li>Shall we talk?</li>
      </ol>
    </section>
  );
}
