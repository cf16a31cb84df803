import { useEffect, useId, useRef, useState } from "react";

import { useCircle, useIntents, useWorld } from "../bridge/parts.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";

/** The server's own limit, in UTF-16 units. */
const LINE_MAX = 1000;
/** Closer to the end than this, one follows what comes. */
const NEAR_END_PX = 80;

export const MESSAGE_ID = "message";
export const CONTROLS_ID = "controls";

/** The text lane. Lines are announced by the one polite voice, so the log itself keeps silent. */
export function Chat() {
  const { own } = useCircle();
  const lines = useWorld((world) => world.lines);
  const sending = useWorld((world) => world.sending);
  const log = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const element = log.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [lines, sending]);
  return (
    <section className="chat" aria-labelledby="chat-title">
      <h2 id="chat-title">{say("circle.conversation")}</h2>
      <div
        ref={log}
        role="log"
        aria-live="off"
        aria-label={say("chat.log")}
        tabIndex={0}
        className="chat-lines"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          follows.current = scrollTop + clientHeight > scrollHeight - NEAR_END_PX;
        }}
      >
        {lines.length === 0 && sending.length === 0 ? (
          <p className="soft small">{say("chat.empty")}</p>
        ) : null}
        {lines.map((line) => (
          <p key={line.id} className="line" data-mine={line.seat === own.seat || undefined}>
            <strong>{line.name}</strong>
            <span className="unseen">: </span>
            <span className="line-text">{line.text}</span>
          </p>
        ))}
        {sending.map(({ id, text }) => (
          <p key={id} className="line" data-mine>
            <span className="line-text">{text}</span>
            <span className="soft small">{say("chat.sending")}</span>
          </p>
        ))}
      </div>
      <Composer />
    </section>
  );
}

function Composer() {
  const intents = useIntents();
  const { own } = useCircle();
  const [text, setText] = useState("");
  const hint = useId();
  const over = text.length - LINE_MAX;
  const able = text.trim() !== "" && over <= 0 && own.mayWrite;
  const send = (): void => {
    if (!able) return;
    intents.say(text.trim());
    setText("");
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={MESSAGE_ID} className="unseen">
        {say("chat.message")}
      </label>
      <textarea
        id={MESSAGE_ID}
        className="input"
        rows={1}
        placeholder={say("chat.message")}
        aria-describedby={hint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Back to where single keys act.
          if (event.key === "Escape") document.getElementById(CONTROLS_ID)?.focus();
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Button onPress={send} enabled={able} label={say("chat.send")}>
        <Icon name="send" />
      </Button>
      {/* What is typed stays: it can be sent when the turn is over. */}
      <p id={hint} className={over > 0 ? "fault small" : own.mayWrite ? "unseen" : "soft small"}>
        {over > 0
          ? say("chat.too-long", { over })
          : say(own.mayWrite ? "chat.hint" : "chat.listening")}
      </p>
    </form>
  );
}
