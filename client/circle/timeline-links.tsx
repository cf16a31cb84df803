import { say } from "../ui/say.ts";

/** What the meeting went through, to take along. Nobody is named in it. */
export function TimelineLinks() {
  // The page of a meeting has its name in its address, encoded already.
  const meeting = /^\/m\/([^/]+)/.exec(location.pathname)?.[1];
  if (meeting === undefined) return null;
  const path = `/api/meetings/${meeting}/timeline`;
  return (
    <section className="stack-small" aria-label={say("timeline.title")}>
      <h3>{say("timeline.title")}</h3>
      <p className="soft small">{say("timeline.what")}</p>
      <p className="row">
        <a href={`${path}?as=csv`} download="timeline.csv">
          {say("timeline.csv")}
        </a>
        <a href={path} download="timeline.json">
          {say("timeline.json")}
        </a>
      </p>
    </section>
  );
}
