/** Pines of a fixed wood: x, height, in a picture 1200 wide whose ground lies at 260; the lowest part is under the page. */
const FAR = [20, 74, 132, 196, 250, 330, 395, 470, 540, 640, 720, 792, 860, 930, 1010, 1086, 1150];
const NEAR = [0, 60, 112, 168, 796, 1088, 1132, 1180];

const pine = (x: number, foot: number, height: number): string => {
  const half = height * 0.27;
  return `M${x} ${foot - height}L${x + half * 0.6} ${foot - height * 0.55}H${x + half * 0.3}L${x + half} ${foot}H${x - half}L${x - half * 0.3} ${foot - height * 0.55}H${x - half * 0.6}Z`;
};

const height = (x: number, least: number, more: number): number => least + ((x * 37) % more);

/** The house in the dusk, seen from outside: warm windows between dark pines. Decoration only. */
export function Dusk() {
  return (
    <svg
      className="dusk"
      viewBox="0 0 1200 356"
      preserveAspectRatio="xMaxYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <linearGradient id="dusk-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#232f5c" />
          <stop offset="0.38" stopColor="#4c5588" />
          <stop offset="0.66" stopColor="#9a7596" />
          <stop offset="0.86" stopColor="#d8947f" />
          <stop offset="1" stopColor="#f2b186" />
        </linearGradient>
        <radialGradient id="dusk-glow">
          <stop offset="0" stopColor="#ffd08a" stopOpacity="0.85" />
          <stop offset="1" stopColor="#ffb566" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="1200" height="356" fill="url(#dusk-sky)" />
      <g fill="#fff3dc">
        {[60, 170, 310, 420, 585, 690, 812, 905, 1040, 1130].map((x, i) => (
          <circle
            key={x}
            cx={x}
            cy={18 + ((i * 41) % 74)}
            r={i % 3 === 0 ? 1.7 : 1.1}
            opacity="0.8"
          />
        ))}
      </g>
      <path d="M0 236C160 196 300 214 470 226C640 238 820 190 1200 222V356H0Z" fill="#5d5880" />
      <path d={FAR.map((x) => pine(x, 262, height(x, 46, 40))).join("")} fill="#3f4669" />
      <path d="M0 258C220 238 420 262 640 258C860 254 1000 240 1200 256V356H0Z" fill="#2f3654" />
      <House />
      <path d={NEAR.map((x) => pine(x, 300, height(x, 92, 70))).join("")} fill="#222a44" />
    </svg>
  );
}

function House() {
  return (
    <g transform="translate(96 -4)">
      <ellipse cx="846" cy="262" rx="210" ry="62" fill="url(#dusk-glow)" />
      <path d="M846 152L958 212H734Z" fill="#3b2c33" />
      <rect x="838" y="142" width="16" height="18" rx="3" fill="#33262d" />
      <path d="M746 210H946V270H746Z" fill="#4a363a" />
      <g fill="#ffcf86">
        <path d="M768 258V234a14 14 0 0 1 28 0v24Z" />
        <path d="M896 258V234a14 14 0 0 1 28 0v24Z" />
        <path d="M828 270V236a18 18 0 0 1 36 0v34Z" fill="#ffb765" />
      </g>
      <g stroke="#5b3f3a" strokeWidth="2.500">
        <path d="M782 220V258M768 240H796M910 220V258M896 240H924" />
      </g>
      <path
        d="M846 134C852 120 838 112 846 96C853 84 842 76 848 62"
        fill="none"
        stroke="#c9b4bf"
        strokeWidth="4"
        strokeLinecap="round"
        opacity="0.35"
      />
    </g>
  );
}
