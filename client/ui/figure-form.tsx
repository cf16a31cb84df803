import type { ReactNode } from "react";

interface FormParts {
  readonly skin: string;
  readonly cloth: string;
  readonly trim: string;
}

/** A superellipse of exponent 2.4, like the heads in the 3D room. */
const ROUND = "M50 20C68 20 73 30 73 45C73 60 67 70 50 70C33 70 27 60 27 45C27 30 32 20 50 20Z";
const BELL =
  "M50 66C62 66 66 72 70 84C74 96 78 108 80 122H20C22 108 26 96 30 84C34 72 38 66 50 66Z";
const EGG =
  "M50 68C62 68 70 76 75 88C80 100 81 112 78 122H22C19 112 20 100 25 88C30 76 38 68 50 68Z";

const BODIES: Readonly<Record<string, ReactNode>> = {
  lantern: (
    <path d="M42 69H58C70 71 76 80 79 88C76 92 80 97 81 101C78 106 80 112 78 122H22C20 112 22 106 19 101C20 97 24 92 21 88C24 80 30 71 42 69Z" />
  ),
  stone: (
    <>
      <ellipse cx="50" cy="80" rx="22" ry="13" />
      <ellipse cx="49" cy="103" rx="29" ry="16" />
      <rect x="17" y="112" width="66" height="20" rx="10" />
    </>
  ),
  bird: <path d={EGG} />,
  cloud: (
    <>
      {[
        [50, 80, 15],
        [36, 90, 14],
        [64, 90, 14],
        [50, 100, 18],
        [28, 108, 16],
        [72, 108, 16],
        [50, 116, 18],
      ].map(([x, y, r]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
    </>
  ),
};

const BEHIND: Readonly<Record<string, ReactNode>> = {
  cloud: (
    <>
      {[
        [30, 34, 12],
        [70, 35, 12],
        [42, 24, 12],
        [58, 23, 11],
        [28, 52, 11],
        [72, 53, 11],
      ].map(([x, y, r]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
    </>
  ),
  bird: (
    <>
      <ellipse cx="50" cy="15" rx="3.500" ry="9" />
      <ellipse cx="43" cy="18" rx="3.200" ry="7" transform="rotate(-24 43 18)" />
      <ellipse cx="57" cy="18" rx="3.200" ry="7" transform="rotate(24 57 18)" />
    </>
  ),
};

/** A lantern's caps and hoops. */
const lanternWork = (
  <g>
    <path
      d="M29 34H71M27 45H73M29 57H71"
      stroke="#7a4a2a"
      strokeOpacity="0.16"
      strokeWidth="1.200"
    />
    <rect x="41" y="16" width="18" height="5" rx="2.500" fill="#6b4a2c" />
    <circle cx="50" cy="12" r="4" fill="none" stroke="#6b4a2c" strokeWidth="1.600" />
    <rect x="41" y="67" width="18" height="4" rx="2" fill="#6b4a2c" />
  </g>
);

/** What a figure has instead of a mouth, or over its head. */
export const formWork = (form: string): ReactNode =>
  form === "lantern" ? (
    lanternWork
  ) : form === "bird" ? (
    <path d="M44 55C47 52 53 52 56 55C54 59 52 61 50 61C48 61 46 59 44 55Z" fill="#e0912f" />
  ) : null;

/** The body below the neck, in cloth. */
export const FormBody = ({ form, cloth }: FormParts & { readonly form: string }) => (
  <g fill={cloth}>{BODIES[form] ?? <path d={BELL} />}</g>
);

/** The head without its face, and what shows behind it. */
export const FormHead = ({ form, skin }: FormParts & { readonly form: string }) => (
  <g fill={skin}>
    {BEHIND[form]}
    <path d={ROUND} />
  </g>
);
