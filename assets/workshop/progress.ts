/** Told how far it is, and how long it will still take by what it took so far. */
export interface Progress {
  (part: number, text: string): void;
  note(line: string): void;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

const spoken = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

export function progress(title: string): Progress {
  const begun = performance.now();
  const show = (part: number, text: string): void => {
    const seconds = (performance.now() - begun) / 1000;
    const left =
      part > 0.05 && part < 1 ? `, about ${spoken((seconds / part) * (1 - part))} left` : "";
    say(
      `${title} ${String(Math.round(part * 100)).padStart(3)} %  ${text} (${spoken(seconds)}${left})`,
    );
  };
  return Object.assign(show, { note: (line: string) => say(`${title}        ${line}`) });
}
