import type { Invitation } from "#protocol/http-shapes.ts";

import { say } from "../ui/say.ts";

/** When it is, in the reader's own words and zone. */
export function timeInMyZone(startsAt: string, now = new Date()) {
  const start = new Date(startsAt);
  const sameDay = start.toDateString() === now.toDateString();
  const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return {
    begun: start <= now,
    words: sameDay ? time.format(start) : `${day.format(start)}, ${time.format(start)}`,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " "),
  };
}

/** One line under the heading: when, how long, held by whom. */
export function WhenAndWho({ invitation }: { readonly invitation: Invitation }) {
  const { begun, words, zone } = timeInMyZone(invitation.startsAt);
  const hosts = invitation.hosts.length > 0 ? invitation.hosts.join(", ") : say("way.hosts-none");
  return (
    <dl className="facts">
      <div>
        <dt>{say(begun ? "way.started" : "way.starts")}</dt>
        <dd>
          <time dateTime={invitation.startsAt}>{words}</time>{" "}
          <span className="facts-more">{say("way.your-time", { zone })}</span>
        </dd>
      </div>
      <div>
        <dt>{say("way.hosts")}</dt>
        <dd>{hosts}</dd>
      </div>
      <div>
        <dt>{say("way.place")}</dt>
        <dd>
          {invitation.place}{" "}
          <span className="facts-more">{say("way.ends", { minutes: invitation.minutes })}</span>
        </dd>
      </div>
    </dl>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <section className="stack-small">
      <h2>{title}</h2>
      <ul className="points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}

const VOICE_WORDS = { off: "way.voices-off", building: "way.voices-building" } as const;

/** What one should know before going in. */
export function AboutMeeting({
  invitation,
  onHelp,
}: {
  readonly invitation: Invitation;
  readonly onHelp: () => void;
}) {
  const { voice } = invitation;
  const voices = [say("way.voices-1"), say("way.voices-2"), say("way.voices-3")];
  return (
    <div className="card stack about">
      <Points title={say("way.happens")} points={invitation.whatHappens} />
      <Points title={say("way.agreements")} points={invitation.agreements} />
      <Points
        title={say("way.voices")}
        points={voice === "on" ? voices : [say(VOICE_WORDS[voice]), ...voices.slice(1)]}
      />
      <p className="not-crisis">
        <strong>{say("way.not-crisis")}</strong>{" "}
        <a
          href="/api/help"
          onClick={(event) => {
            event.preventDefault();
            onHelp();
          }}
        >
          {say("way.help-link")}
        </a>
      </p>
    </div>
  );
}
