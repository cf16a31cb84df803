import { say, type WordKey } from "../ui/say.ts";

/** A choice in words; a plain number is the number of a group. */
export const choiceWords = (choice: string): string =>
  /^\d+$/.test(choice)
    ? say("choice.group", { number: choice })
    : say(`choice.${choice}` as WordKey);
