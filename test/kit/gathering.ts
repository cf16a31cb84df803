import { vi } from "vitest";

import { replay } from "#rules/circle/evolve.ts";
import type { Circle } from "#rules/circle/state.ts";
import { asMeetingId } from "#rules/ids.ts";

import { HouseProcess } from "./house-process.ts";
import { journalOf } from "./journal-of.ts";
import { type Guise, Person } from "./person.ts";

/** A real house with real voice, and people in real browsers who come in any way they like. */
export class Gathering {
  readonly house: HouseProcess;
  readonly people: Person[] = [];

  private constructor(house: HouseProcess) {
    this.house = house;
  }

  static async open(): Promise<Gathering> {
    const gathering = new Gathering(await HouseProcess.open());
    const { house } = gathering;
    // Without voice a story about voices proves nothing.
    await vi.waitUntil(() => house.summary().voice.state === "on", { timeout: 120_000 });
    return gathering;
  }

  async person(guise: Guise): Promise<Person> {
    const person = await Person.open(this.house, guise);
    this.people.push(person);
    return person;
  }

  /** The first facilitator comes by the one-time link and opens the door. */
  async host(guise: Guise): Promise<Person> {
    const host = await this.person(guise);
    await host.enter(this.house.summary().facilitator ?? "");
    await host.seated();
    await host.press("Open the door");
    return host;
  }

  /** A member comes by the invitation and is let in by `host`. */
  async member(guise: Guise, host: Person): Promise<Person> {
    const member = await this.person(guise);
    await member.enter(this.house.summary().invitation);
    await host.press(`Admit ${member.name}`);
    await member.seated();
    return member;
  }

  /** The circle as it is written down. */
  async circle(): Promise<Circle> {
    return replay(asMeetingId("the-meeting"), await journalOf(this.house));
  }

  async close(): Promise<void> {
    await Promise.all(this.people.map((person) => person.close()));
    await this.house.close();
  }
}
