import { Button } from "../ui/button.tsx";
import { say } from "../ui/say.ts";
import type { Link } from "../world/circle-store.ts";
import { QuietPage } from "./page-frame.tsx";

interface Props {
  readonly link: Link;
  /** The way back to the invitation, where this device knows it. */
  readonly invitation: string | null;
  readonly onComeBack: () => void;
  readonly onHelp: () => void;
}

type Ways = "come-back" | "invitation" | "reload" | "help";
interface End {
  readonly title: string;
  readonly text: string;
  readonly ways: readonly Ways[];
  readonly comeBack?: string;
}

function endOf(link: Link): End | null {
  switch (link.kind) {
    case "moved":
      return {
        title: say("end.moved-title"),
        text: say("end.moved"),
        ways: ["come-back"],
        comeBack: say("end.join-here"),
      };
    case "removed":
      return { title: say("end.removed-title"), text: say("end.removed"), ways: ["help"] };
    case "left":
      return { title: say("end.left-title"), text: say("end.left"), ways: ["invitation"] };
    case "ended":
      return { title: say("end.ended-title"), text: say("end.ended"), ways: [] };
    case "not-now":
      return { title: say("door.not-now-title"), text: say("door.not-now"), ways: ["invitation"] };
    case "failed":
      return failed(link.error);
    case "idle":
    case "joining":
    case "at-the-door":
    case "in":
    case "lost":
      return null;
  }
}

function failed(error: Extract<Link, { kind: "failed" }>["error"]): End {
  const title = say("end.failed-title");
  if (error === "old-version") return { title, text: say("end.old-version"), ways: ["reload"] };
  if (error === "offline")
    return { title, text: say("end.offline"), ways: ["come-back"], comeBack: say("end.try") };
  return { title, text: say(`error.${error}`), ways: ["invitation"] };
}

/** Every end has its own words and a way on. */
export function EndPage({ link, invitation, onComeBack, onHelp }: Props) {
  const end = endOf(link);
  if (!end) return null;
  const has = (way: Ways): boolean => end.ways.includes(way);
  return (
    <QuietPage title={end.title} text={end.text}>
      {has("come-back") ? (
        <Button kind="first" onPress={onComeBack}>
          {end.comeBack}
        </Button>
      ) : null}
      {has("invitation") && invitation ? (
        <a className="button" data-kind="first" href={invitation}>
          {say("end.come-back")}
        </a>
      ) : null}
      {has("reload") ? (
        <Button kind="first" onPress={() => location.reload()}>
          {say("end.reload")}
        </Button>
      ) : null}
      {has("help") ? <Button onPress={onHelp}>{say("help.title")}</Button> : null}
      <a className="button" href="/">
        {say("way.home")}
      </a>
    </QuietPage>
  );
}
