/** Line drawings of our own, on a grid of 24. Always beside a word, never instead of it. */
const PATHS = {
  microphone:
    "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
  "microphone-off":
    "M9 9V6a3 3 0 0 1 6 0v4M15 12.5A3 3 0 0 1 9 11M6 11a6 6 0 0 0 10 4.5M12 17v4M9 21h6M4 4l16 16",
  hand: "M8 12V6.5a1.5 1.5 0 0 1 3 0V11M11 11V5a1.5 1.5 0 0 1 3 0v6M14 11V6.5a1.5 1.5 0 0 1 3 0V14a6 6 0 0 1-6 6.5c-2.6 0-4-1.2-5.2-3.4L4 13.6a1.5 1.5 0 0 1 2.5-1.6L8 14",
  heart: "M12 20s-7-4.4-7-9.6A3.9 3.9 0 0 1 12 8a3.9 3.9 0 0 1 7 2.4C19 15.600 12 20 12 20Z",
  leaf: "M5 19c0-8 5-13 14-14 0 9-4 14-11 14-1.500 0-3-.5-3-.5M5 20c1.500-4 4-7 8-9.500",
  door: "M6 21V4.500a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1V21M4 21h16M14.500 12v1.500",
  flag: "M6 21V4M6 5h11l-2.500 3.800L17 12.500H6",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 21v-4.800M12 7.800V3M3 12h4.800M16.200 12H21M12 16.200a4.200 4.200 0 1 0 0-8.400 4.200 4.200 0 0 0 0 8.400Z",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  send: "M5 12h13M12.500 6l6 6-6 6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.500V12l3 2",
  flame:
    "M12 21c-3.600 0-6-2.300-6-5.600 0-3.400 3-5 3.400-8.400C12 8.500 13 10.300 13 12c.8-.5 1.300-1.300 1.500-2.300C16.500 11.200 18 13 18 15.400 18 18.700 15.600 21 12 21Z",
  panel: "M4 5h16v14H4ZM14.500 5v14",
  headset: "M4 8.500h16v8h-4.500L14 14h-4l-1.500 2.500H4Z",
  screen: "M4 5h16v11H4ZM9 20h6M12 16v4",
  page: "M6 3.500h9l3 3V20.500H6ZM9 10h6M9 13.500h6M9 17h4",
  speaker: "M4.500 9.500v5H8l4.500 4V5.500L8 9.500ZM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
  check: "M5 12.500l4.500 4.500L19 7.500",
  words: "M4 5h11v8H9l-3 3v-3H4ZM17.500 9H20v8h-2v3l-3-3h-4.500",
  "no-words": "M4 5h16v11h-8l-4 4v-4H4ZM3 3l18 18",
  ask: "M4 5h16v11h-8l-4 4v-4H4ZM10 8.800a2 2 0 1 1 2.600 1.900c-.4.2-.6.5-.6 1M12 13.500v.01",
  answers: "M4 5h16v11h-8l-4 4v-4H4ZM8 9h8M8 12h5",
  depth:
    "M3 8c2-1.600 4-1.600 6 0s4 1.600 6 0 4-1.600 6 0M3 13c2-1.600 4-1.600 6 0s4 1.600 6 0 4-1.600 6 0M3 18c2-1.600 4-1.600 6 0s4 1.600 6 0 4-1.600 6 0",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  bin: "M5 7h14M9 7V4.500h6V7M7 7l1 13h8l1-13M10.500 10.500v6M13.500 10.500v6",
  add: "M12 5v14M5 12h14",
  undo: "M9 7L4.500 11.500 9 16M5 11.500h9a5 5 0 0 1 0 10h-2",
  list: "M5 6h.01M5 12h.01M5 18h.01M9 6h11M9 12h11M9 18h11",
  dice: "M5 5h14v14H5ZM9 9h.01M15 15h.01M12 12h.01M15 9h.01M9 15h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
