import type { Ms } from "../../ids.ts";
import type { CircleHappening } from "../events.ts";
import type { Middle } from "../middle.ts";
import type { Due } from "../rule.ts";
import type { Circle, Round, Seat } from "../state.ts";

/** What a way of holding a round adds to the kernel. Whatever is not said stays as in the talking-piece round. */
export interface FormatLaw {
  /** The piece goes by the order, and the round is complete when everybody has been asked. */
  readonly byOrder: boolean;
  /** Turns never have a clock. */
  readonly unclocked?: true;
  /** What lies in the middle as the round begins. */
  readonly begin?: (circle: Circle, at: Ms) => Middle;
  /** What happens together with the beginning. */
  readonly opening?: (circle: Circle, at: Ms) => readonly CircleHappening[];
  /** Too few people for it. */
  readonly least?: number;
  /** Who has a voice here while nobody holds the piece. */
  readonly voice?: (circle: Circle, seat: Seat) => boolean;
  /** With whom a seat is heard: those with the same number hear one another; 0 is the whole circle. */
  readonly hearing?: (circle: Circle, seat: Seat) => number;
  /** What follows by itself, while nothing lies over the circle. */
  readonly due?: (circle: Circle, round: Round) => readonly Due[];
  /** The middle after a turn has ended. */
  readonly afterTurn?: (middle: Middle, seat: Seat, at: Ms) => Middle;
  /** May a named person be offered the piece by whoever hands it on? */
  readonly naming?: true;
  /** Hands may be called while it runs. */
  readonly hands: boolean;
}
