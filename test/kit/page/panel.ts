import type { CircleView, OwnView } from "#rules/circle/view.ts";

import { panelDeeds } from "../../../client/circle/panel-deeds.ts";
import { layoutPanel, PANEL } from "../../../client/circle/panel-layout.ts";
import { firstPanel, panelPage, type PanelTab } from "../../../client/circle/panel-page.ts";
import { paintPanel } from "../../../client/circle/panel-paint.ts";
import { panelReading } from "../../../client/circle/panel-reading.ts";
import { panelRing } from "../../../client/circle/panel-ring.ts";
import { say } from "../../../client/ui/say.ts";

interface Shown {
  readonly circle: CircleView;
  readonly own: OwnView;
  readonly nowMs: number;
  readonly tab: PanelTab;
}

declare global {
  interface Window {
    /** Paints the headset's panel on this page, as somebody in the circle would have it before them; answers with what it says. */
    hearthPanel(shown: Shown): readonly string[];
  }
}

const nothing = (): void => undefined;
const intents = {
  wish: nothing,
  say: nothing,
  report: nothing,
  helpNow: nothing,
  leave: nothing,
  comeBack: nothing,
  allowSound: nothing,
};

window.hearthPanel = ({ circle, own, nowMs, tab }) => {
  const canvas = document.createElement("canvas");
  canvas.width = PANEL.width;
  canvas.height = PANEL.height;
  document.body.replaceChildren(canvas);
  document.body.style.margin = "0";
  document.body.style.background = "#3a3340";
  const pen = canvas.getContext("2d");
  const page = panelPage(
    { ...firstPanel, tab },
    {
      ...panelReading({ circle, own, lines: [], notices: [] }, nowMs),
      ring: { label: say("panel.tab.ring"), shown: panelRing(circle, own, nowMs) },
      deeds: panelDeeds({ circle, own, intents }),
      words: {
        tabs: {
          me: say("panel.tab.me"),
          talk: say("panel.tab.talk"),
          guide: say("panel.tab.guide"),
          view: say("panel.tab.view"),
        },
        back: say("panel.back"),
        more: say("panel.more"),
      },
    },
  );
  if (pen) paintPanel(pen, layoutPanel(page, 0, say("panel.more")), "");
  return page.lines;
};
