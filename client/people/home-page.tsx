import { useId, useState } from "react";

import { visits } from "../bridge/visits.ts";
import { Button } from "../ui/button.tsx";
import { say } from "../ui/say.ts";
import { PageFrame } from "./page-frame.tsx";

/** A code as it was sent, or the whole link it came in. */
export function codeIn(text: string): string {
  const inLink = /\/j\/([^/?#\s]+)/.exec(text)?.[1];
  return (inLink ?? text).trim();
}

/** What Hearth is, and the way to one's invitation. No list of meetings: who meets here is nobody's business. */
export function HomePage({ onGo }: { readonly onGo: (path: string) => void }) {
  const [last] = visits();
  return (
    <PageFrame title={say("home.title")} under={<p className="sky-over">{say("way.tagline")}</p>}>
      <div className="stack">
        <section className="card stack">
          <p className="lead">{say("home.what")}</p>
          {last ? (
            <p>
              <a className="button" data-kind="first" href={`/j/${encodeURIComponent(last.code)}`}>
                {say("home.last")}: {last.name}
              </a>
            </p>
          ) : null}
          <CodeField onGo={onGo} />
        </section>
        <div className="doors">
          {(["1", "2", "3"] as const).map((number) => (
            <section className="card stack-small" key={number}>
              <h2>{say(`home.${number}-title`)}</h2>
              <p>{say(`home.${number}`)}</p>
            </section>
          ))}
        </div>
        <p>
          <a href="/check">{say("home.check")}</a>
        </p>
      </div>
    </PageFrame>
  );
}

function CodeField({ onGo }: { readonly onGo: (path: string) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const go = (): void => {
    const code = codeIn(text);
    if (code !== "") onGo(`/j/${encodeURIComponent(code)}`);
  };
  return (
    <form
      className="stack-small"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <h2>{say("home.invited")}</h2>
      <div className="field">
        <label htmlFor={id}>{say("home.code")}</label>
        <input
          id={id}
          className="input"
          value={text}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className="row">
        <Button onPress={go} enabled={text.trim() !== ""}>
          {say("home.open")}
        </Button>
      </div>
    </form>
  );
}
