import type { ReactNode } from "react";

import { say } from "../ui/say.ts";
import { Dusk } from "./dusk.tsx";

interface Props {
  readonly title: string;
  readonly over?: ReactNode;
  readonly under?: ReactNode;
  readonly children: ReactNode;
  readonly narrow?: boolean;
}

/** The evening sky above every page outside the circle, with the page's name in it. */
export function PageFrame({ title, over, under, children, narrow = false }: Props) {
  return (
    <>
      <header className="sky">
        <Dusk />
        <div className="sky-words">
          {over}
          <h1>{title}</h1>
          {under}
        </div>
      </header>
      <main className={narrow ? "page page-narrow" : "page"}>{children}</main>
      <footer className="page-foot soft small">
        <p>
          <a href="/">{say("way.title")}</a> · {say("home.crisis")}
        </p>
      </footer>
    </>
  );
}

/** One quiet message and a way on: doors, ends and errors. */
export function QuietPage(props: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <PageFrame title={props.title} narrow>
      <section className="card stack quiet-page">
        <p role="status">{props.text}</p>
        <div className="row">{props.children}</div>
      </section>
    </PageFrame>
  );
}
