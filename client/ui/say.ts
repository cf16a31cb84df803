import english from "../../assets/words/en.json";

export type WordKey = keyof typeof english;
type Words = Readonly<Record<WordKey, string>>;

const words: Words = english;

/** The sentence for a key, with its {gaps} filled. A gap without a value stays visible: better odd than wrong. */
export function say(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (gap, name: string) =>
    name in values ? String(values[name]) : gap,
  );
}

export const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);
