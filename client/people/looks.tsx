import { useId } from "react";

import { type Look, lookFromSeed } from "#rules/people/look.ts";

import { Button } from "../ui/button.tsx";
import { Figure } from "../ui/figure.tsx";
import { Icon } from "../ui/icon.tsx";
import { say } from "../ui/say.ts";
import { outfitOf } from "../world/outfit.ts";

const ROW = 5;
/** Neighbouring seeds give looks that are too much alike. */
const APART = 7_368_787;

/** Looks to choose from: the one proposed, and some that follow from a number. */
export const rowOfLooks = (first: Look, seed: number): readonly Look[] => [
  first,
  ...Array.from({ length: ROW - 1 }, (_, i) => lookFromSeed((seed * ROW + i + 1) * APART)),
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
