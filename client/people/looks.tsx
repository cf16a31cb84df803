import { useId } from "react";

import { type Look, LOOK_CHOICES } from "#rules/people/look.ts";

import { Button } from "../ui/button.tsx";
import { Figure } from "../ui/figure.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { outfitOf } from "../world/outfit.ts";

const ROW = 5;
/** Steps without a common divisor with the number of choices: every look of a row differs in every part. */
const STEPS = { skin: 5, cloth: 3, crown: 3, accessory: 2, pattern: 1, form: 1 } as const;

/** Looks to choose from: the one proposed, and others that differ from it and from one another. */
export const rowOfLooks = (first: Look, row: number): readonly Look[] => [
  first,
  ...Array.from({ length: ROW - 1 }, (_, i) => {
    const nth = row * (ROW - 1) + i + 1;
    const part = (key: keyof Look): number =>
      ((first[key] ?? 0) + nth * STEPS[key]) % LOOK_CHOICES[key];
    return {
      skin: part("skin"),
      cloth: part("cloth"),
      crown: part("crown"),
      accessory: part("accessory"),
      pattern: part("pattern"),
      form: part("form"),
    };
  }),
];

interface Props {
  readonly looks: readonly Look[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onOthers: () => void;
}

/** A row of figures, chosen like radio buttons. */
export function Looks({ looks, chosen, onChoose, onOthers }: Props) {
  const name = useId();
  return (
    <fieldset className="stack-small">
      <legend className="label">{say("way.look")}</legend>
      <div className="looks">
        {looks.map((look, index) => (
          <label className="look" key={Object.values(look).join("-")}>
            <input
              type="radio"
              className="unseen"
              name={name}
              aria-label={say("way.look-option", { number: index + 1 })}
              checked={index === chosen}
              onChange={() => onChoose(index)}
            />
            <Figure parts={outfitOf(look)} className="look-figure" />
          </label>
        ))}
      </div>
      <div>
        <Button kind="quiet" onPress={onOthers}>
          <Icon name="dice" />
          {say("way.look-another")}
        </Button>
      </div>
    </fieldset>
  );
}
