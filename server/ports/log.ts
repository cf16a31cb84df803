/** Event names and durations only: never a name, a text, an address or an id that outlives the day. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, number | boolean>>): void;
  warn(event: string, facts?: Readonly<Record<string, number | boolean | string>>): void;
}
