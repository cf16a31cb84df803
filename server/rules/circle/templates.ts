import type { Ms } from "../ids.ts";
import { type Segment, segment } from "./segment.ts";

const second: Ms = 1000;
const minute: Ms = 60 * second;

/** Run sheets to begin from, after the practice of those who have held such circles for long (circles.md §2.5). */
export type Template =
  | "aa-style"
  | "smart-style"
  | "talking-piece"
  | "council"
  | "restorative"
  | "worship"
  | "grief"
  | "first-meeting"
  | "short";

const words = (title: string, minutes: number, prompt = ""): Segment =>
  segment({ format: "words", title, prompt, plannedMs: minutes * minute });
const quiet = (title: string, minutes: number): Segment =>
  segment({ format: "silence", title, plannedMs: minutes * minute });
const round = (
  title: string,
  minutes: number,
  prompt: string,
  more: Partial<Segment> = {},
): Segment => segment({ title, prompt, plannedMs: minutes * minute, ...more });

export const templates: Readonly<Record<Template, readonly Segment[]>> = {
  "aa-style": [
    quiet("A quiet beginning", 2),
    words("Readings", 6, "Somebody reads; nobody needs to say anything."),
    round("Sharing, three minutes each", 39, "What is alive in you today?", {
      format: "hands",
      turnMs: 3 * minute,
      crosstalk: "thanks-only",
      mandatory: true,
    }),
    round("For those who have not spoken", 10, "If you have not spoken yet, this time is yours.", {
      format: "hands",
      turnMs: 3 * minute,
      crosstalk: "thanks-only",
      reserveMs: 10 * minute,
    }),
    words("Closing", 3, "One breath together."),
  ],
  "smart-style": [
    words("Welcome", 5, "How this meeting goes, and what we keep to."),
    round("Check-in", 20, "How was your week? What would you like to look at?", {
      turnMs: 90 * second,
    }),
    words("Agenda", 3, "What shall we look at together?"),
    round("Working time", 44, "What have you tried, and what helped?", {
      format: "hands",
      turnMs: 3 * minute,
      crosstalk: "feedback-window",
      depth: 2,
    }),
    words("Thanks", 3),
    round("Check-out", 15, "What will you do before we meet again?", { turnMs: minute }),
  ],
  "talking-piece": [
    words("Opening", 5, "Arrive, and hear what we keep to."),
    round("Check-in", 10, "How are you arriving?", { turnMs: 75 * second }),
    round("First question", 12, "What brings you here?", { turnMs: 2 * minute }),
    round("Second question", 12, "What is hard just now?", { turnMs: 2 * minute, depth: 2 }),
    round("Third question", 12, "What holds you?", { turnMs: 2 * minute, depth: 2 }),
    round("Check-out", 8, "One word to take with you.", { turnMs: 30 * second, mandatory: true }),
  ],
  council: [
    words("Opening", 5, "Speak from the heart, listen from the heart, be spontaneous, be lean."),
    quiet("Arriving", 2),
    round("Council", 55, "What is here to be said?", { depth: 2 }),
    round("Witness", 10, "What have you heard?", { turnMs: minute }),
    words("Closing", 3),
  ],
  restorative: [
    words("Opening", 5),
    round("Values", 12, "What do you need so that you can speak here?", { turnMs: 90 * second }),
    round("What happened", 18, "What happened, from where you stand?", {
      turnMs: 2 * minute,
      depth: 3,
    }),
    round("What it did", 15, "What has it done to you?", { turnMs: 2 * minute, depth: 3 }),
    round("What is needed", 15, "What is needed now?", { format: "popcorn", turnMs: 2 * minute }),
    round("Closing", 10, "What do you take with you?", { turnMs: minute, mandatory: true }),
  ],
  worship: [
    words("Greeting", 3),
    round("Waiting worship", 45, "Out of the silence, if something is given to you.", {
      format: "worship",
      depth: 2,
    }),
    round("Names and news", 10, "Your name, if you like, and a greeting.", { turnMs: 45 * second }),
  ],
  grief: [
    words("Affirmation", 4, "Nobody grieves wrongly here."),
    round("Names", 8, "Whom do you bring with you today?", { turnMs: 45 * second }),
    quiet("For those we miss", 2),
    round("Sharing", 34, "What would you like to tell of them, or of you?", {
      turnMs: 3 * minute,
      depth: 3,
      crosstalk: "thanks-only",
    }),
    round("Going on", 8, "What helps you through the coming days?", { turnMs: minute }),
    words("Closing", 4, "Where help can be found between meetings."),
  ],
  "first-meeting": [
    words("Welcome", 6, "How a circle goes. You may pass, always."),
    round("Names", 8, "What shall we call you, and how are you arriving?", { turnMs: 45 * second }),
    round("In twos", 10, "What made you come?", { format: "pairs", turnMs: 3 * minute }),
    round("Round", 20, "What do you hope to find here?", { turnMs: 2 * minute }),
    round("Check-out", 6, "One word to take with you.", { turnMs: 30 * second, mandatory: true }),
  ],
  short: [
    round("Check-in", 8, "How are you arriving?", { turnMs: minute }),
    round("One question", 15, "What matters today?", { turnMs: 2 * minute }),
    round("Check-out", 5, "One word to take with you.", { turnMs: 30 * second }),
  ],
};
