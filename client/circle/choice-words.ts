import { isWord, say } from "../ui/say.ts";

/** A choice in words; a plain number is the number of a group. A place of one's own that has no words here is called by its name. */
export function choiceWords(choice: string): string {
  if (/^\d$/.test(choice)) return say("choice.group", { number: choice });
  const key = [`choice.${choice}`, `template.${choice}`].find(isWord);
  return key ? say(key) : choice;
}
