import { BehindHead, Crown } from "./figure-crown.tsx";
import { FormBody, FormHead, formWork } from "./figure-form.tsx";

/** What a figure is drawn from: colours and shapes, by name. */
export interface FigureParts {
  /** A person, unless it says otherwise. */
  readonly form?: string;
  /** Where the accessory has room: on the head, pinned to the chest, around the neck. */
  readonly worn?: string;
  readonly skin: string;
  readonly eye: string;
  readonly cloth: string;
  readonly trim: string;
  readonly crown: string;
  readonly crownColour: string;
  readonly crownTrim: string;
  readonly accessory: string;
  readonly accessoryColour: string;
  readonly pattern: number;
}

function Accessory({ accessory, accessoryColour: colour, worn = "head" }: FigureParts) {
  switch (accessory) {
    case "glasses":
      return (
        <g fill="none" stroke={colour} strokeWidth="2.200">
          <circle cx="41" cy="47" r="7.500" />
          <circle cx="59" cy="47" r="7.500" />
          <path d="M48.500 47H51.500" />
        </g>
      );
    case "scarf":
      return (
        <g fill={colour}>
          <rect x="30" y="66" width="40" height="11" rx="5.500" />
          <rect x="55" y="70" width="11" height="26" rx="5" />
        </g>
      );
    case "phones":
      if (worn === "neck")
        return (
          <g fill={colour}>
            <rect x="33" y="70" width="8" height="15" rx="4" />
            <rect x="59" y="70" width="8" height="15" rx="4" />
          </g>
        );
      return (
        <g>
          <path
            d="M25 48C22 18 38 9 50 9C62 9 78 18 75 48"
            fill="none"
            stroke={colour}
            strokeWidth="4"
          />
          <rect x="19" y="41" width="11" height="18" rx="5" fill={colour} />
          <rect x="70" y="41" width="11" height="18" rx="5" fill={colour} />
        </g>
      );
    case "flower":
      return (
        <g transform={worn === "chest" ? "translate(-8 64)" : undefined}>
          {[0, 72, 144, 216, 288].map((turn) => (
            <circle
              key={turn}
              cx="70"
              cy="21"
              r="4"
              fill={colour}
              transform={`rotate(${turn} 70 25)`}
            />
          ))}
          <circle cx="70" cy="25" r="3" fill="#f2dea2" />
        </g>
      );
    default:
      return null;
  }
}

/** The knitted pattern of the body. */
function Pattern({ pattern, trim }: FigureParts) {
  switch (pattern % 5) {
    case 1:
      return <path d="M28 88H72M25 99H75M22 110H78" stroke={trim} strokeWidth="4" />;
    case 3:
      return (
        <path
          d="M26 92L32 86L38 92L44 86L50 92L56 86L62 92L68 86L74 92"
          fill="none"
          stroke={trim}
          strokeWidth="3.500"
        />
      );
    case 2:
      return (
        <g fill={trim}>
          {[
            [40, 82],
            [54, 86],
            [34, 96],
            [48, 98],
            [63, 99],
            [40, 111],
            [56, 112],
            [70, 112],
            [27, 112],
          ].map(([x, y]) => (
            <circle key={`${x} ${y}`} cx={x} cy={y} r="2.600" />
          ))}
        </g>
      );
    case 4:
      return <path d="M23 102C40 106 60 106 77 102L80 122H20Z" fill={trim} />;
    default:
      return null;
  }
}

/** One of the pebble folk, from the chest up. Decoration beside a name, so it says nothing itself. */
export function Figure({
  parts,
  className = "",
}: {
  readonly parts: FigureParts;
  readonly className?: string;
}) {
  const form = parts.form ?? "person";
  return (
    <svg viewBox="10 0 80 122" className={className} aria-hidden="true" focusable="false">
      <FormBody {...parts} form={form} />
      <Pattern {...parts} />
      <BehindHead {...parts} />
      {form === "person" && <path d="M41 62H59V72C59 76 41 76 41 72Z" fill={parts.skin} />}
      <FormHead {...parts} form={form} />
      <ellipse cx="35" cy="55" rx="5" ry="3" fill="#e07a63" opacity="0.28" />
      <ellipse cx="65" cy="55" rx="5" ry="3" fill="#e07a63" opacity="0.28" />
      <ellipse cx="41" cy="47" rx="3" ry="4" fill="#332a33" />
      <ellipse cx="59" cy="47" rx="3" ry="4" fill="#332a33" />
      <circle cx="42.200" cy="45.500" r="1.100" fill="#fff7ea" />
      <circle cx="60.200" cy="45.500" r="1.100" fill="#fff7ea" />
      {form !== "bird" && (
        <path
          d="M45 58C48 60.500 52 60.500 55 58"
          fill="none"
          stroke="#332a33"
          strokeWidth="1.800"
          strokeLinecap="round"
        />
      )}
      {formWork(form)}
      <Crown {...parts} />
      <Accessory {...parts} />
    </svg>
  );
}
