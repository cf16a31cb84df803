import type { ReactNode } from "react";

interface CrownParts {
  readonly crown: string;
  readonly crownColour: string;
  readonly crownTrim: string;
}

/** What lies behind the head: hair that falls, a hood. */
const BEHIND: Readonly<Record<string, string>> = {
  bob: "M50 15C74 15 79 32 78 50C77 64 72 70 66 70H34C28 70 23 64 22 50C21 32 26 15 50 15Z",
  hood: "M50 11C78 11 82 34 80 52C78 70 70 76 50 76C30 76 22 70 20 52C18 34 22 11 50 11Z",
};

const CROWNS: Readonly<Record<string, (parts: CrownParts) => ReactNode>> = {
  short: ({ crownColour }) => (
    <path
      d="M26 42C24 22 36 14 50 14C66 14 76 24 74 42C70 34 62 30 52 31C42 32 32 32 26 42Z"
      fill={crownColour}
    />
  ),
  bob: ({ crownColour }) => (
    <path
      d="M26 46C23 22 38 14 50 14C64 14 77 22 74 46C71 36 64 32 50 32C38 32 30 34 26 46Z"
      fill={crownColour}
    />
  ),
  curls: ({ crownColour }) => (
    <g fill={crownColour}>
      {[26, 32, 41, 50, 59, 68, 74].map((x, i) => (
        <circle key={x} cx={x} cy={[38, 27, 20, 18, 20, 27, 38][i]} r="8.500" />
      ))}
    </g>
  ),
  swoop: ({ crownColour }) => (
    <path
      d="M27 38C24 20 40 10 58 12C72 13 80 8 82 6C82 20 74 28 60 29C46 30 34 28 27 38Z"
      fill={crownColour}
    />
  ),
  bun: ({ crownColour }) => (
    <g fill={crownColour}>
      <circle cx="50" cy="11" r="9" />
      <path d="M26 42C24 22 36 15 50 15C66 15 76 22 74 42C70 32 62 28 50 28C38 28 30 32 26 42Z" />
    </g>
  ),
  sprout: ({ crownColour }) => (
    <g>
      <path d="M50 22V8" stroke={crownColour} strokeWidth="3" strokeLinecap="round" />
      <path
        d="M50 10C44 2 36 2 33 5C38 11 44 12 50 10ZM50 10C56 2 64 2 67 5C62 11 56 12 50 10Z"
        fill={crownColour}
      />
    </g>
  ),
  beanie: ({ crownColour, crownTrim }) => (
    <g>
      <circle cx="50" cy="8" r="6" fill={crownTrim} />
      <path d="M27 34C27 16 38 10 50 10C62 10 73 16 73 34Z" fill={crownColour} />
      <rect x="24" y="30" width="52" height="9" rx="4.500" fill={crownTrim} />
    </g>
  ),
  hood: ({ crownColour }) => (
    <path
      d="M50 11C78 11 82 34 80 52C76 34 70 26 50 26C30 26 24 34 20 52C18 34 22 11 50 11Z"
      fill={crownColour}
    />
  ),
  wrap: ({ crownColour, crownTrim }) => (
    <g>
      <path
        d="M24 38C24 18 38 11 50 11C62 11 76 18 76 38C68 30 60 28 50 28C40 28 32 30 24 38Z"
        fill={crownColour}
      />
      <path d="M34 18C46 20 60 24 74 34" stroke={crownTrim} strokeWidth="3.500" fill="none" />
    </g>
  ),
};

export function BehindHead({ crown, crownColour }: CrownParts) {
  const d = BEHIND[crown];
  return d ? <path d={d} fill={crownColour} /> : null;
}

/** What sits on the head. */
export function Crown(parts: CrownParts) {
  return CROWNS[parts.crown]?.(parts) ?? null;
}
