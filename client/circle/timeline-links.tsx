import { useRoute } from "wouter";

import { say } from "../ui/say.ts";

/** What the meeting went through, to take along. Nobody is named in it. */
export function TimelineLinks() {
  const [, route] = useRoute("/m/:meeting");
  if (!route) return null;
  const path = `/api/meetings/${encodeURIComponent(route.meeting)}/timeline`;
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
