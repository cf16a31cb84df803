import { clockRules } from "./clock.ts";
import type { Command } from "./commands.ts";
import { crewRules } from "./crew.ts";
import { crosstalkRules } from "./crosstalk.ts";
import { doorRules } from "./door.ts";
import { facilitationRules } from "./facilitation.ts";
import { claimRules } from "./formats/claims.ts";
import { bowlRules } from "./formats/fishbowl.ts";
import { groupRules } from "./formats/group-rules.ts";
import { frameRules } from "./frame.ts";
import { handRules } from "./hands.ts";
import { ladderRules } from "./ladder.ts";
import { linkRules } from "./links.ts";
import { microphoneRules } from "./microphones.ts";
import { moreTimeRules } from "./more-time.ts";
import { offerRules } from "./offers.ts";
import { overlayRules } from "./overlays.ts";
import { phaseRules } from "./phases.ts";
import { recognitionRules } from "./recognition.ts";
import { roundRules } from "./rounds.ts";
import { type Commands, type Rules, type Ruling, refuse } from "./rule.ts";
import { sheetRules } from "./run-sheet.ts";
import { seatRules } from "./seats.ts";
import type { Circle } from "./state.ts";
import { turnRules } from "./turns.ts";

/** Every command has its rule: a new one without does not compile. */
const rules: Rules<Command["type"]> = {
  ...bowlRules,
  ...claimRules,
  ...clockRules,
  ...crewRules,
  ...crosstalkRules,
  ...doorRules,
  ...facilitationRules,
  ...frameRules,
  ...groupRules,
  ...handRules,
  ...ladderRules,
  ...linkRules,
  ...microphoneRules,
  ...moreTimeRules,
  ...offerRules,
  ...overlayRules,
  ...phaseRules,
  ...recognitionRules,
  ...roundRules,
  ...seatRules,
  ...sheetRules,
  ...turnRules,
};

const rule = <K extends Command["type"]>(circle: Circle, type: K, command: Commands[K]): Ruling =>
  rules[type](circle, command);

/** May this happen? The answer to the command alone, without what follows from it. */
export const ruleOn = (circle: Circle, command: Command): Ruling =>
  Object.hasOwn(rules, command.type) ? rule(circle, command.type, command) : refuse("wrong-phase");
