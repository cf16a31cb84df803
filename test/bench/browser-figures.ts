import { type Figure, missing } from "./figure.ts";

export interface BrowserFigures {
  readonly firstFrameMs: Figure<number>;
  readonly firstAudioMs: Figure<number>;
  readonly invitationKbGz: Figure<number>;
  readonly drawCalls: Figure<number>;
  readonly triangles: Figure<number>;
  readonly textureMb: Figure<number>;
}

/** What can only be seen in a browser: headless Chromium, drawing without a graphics card. */
export async function browserFigures(
  wanted: boolean,
  _say: (line: string) => void,
): Promise<BrowserFigures> {
  const none = missing<number>(wanted ? "the pages are not there yet" : "not asked for");
  return {
    firstFrameMs: none,
    firstAudioMs: none,
    invitationKbGz: none,
    drawCalls: none,
    triangles: none,
    textureMb: none,
  };
}
