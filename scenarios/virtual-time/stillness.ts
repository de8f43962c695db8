/**
 * Finds out when everything that needs no time has happened. Nothing of a scenario leaves the process, so that each step of it
 * is a turn of the event loop after the one before; whoever does something reads the clock, sleeps or sends bytes, and so
 * disturbs the stillness.
 */
import { ScenarioError } from "../scenario-error.ts";

export interface Stillness {
  disturb(): void;
  /** @throws ScenarioError `NEVER_STILL` when something goes round in circles without ever waiting */
  reached(): Promise<void>;
}

/** A step of the core, such as a commit of the ledger, takes two turns at most between two signs of life. */
const QUIET_TURNS = 8;
/** A burst of hundreds of orders takes a few thousand. */
const MAX_TURNS = 60_000;

export function createStillness(): Stillness {
  let disturbances = 0;
  return {
    disturb() {
      disturbances += 1;
    },
    async reached() {
      let seen = disturbances;
      let quiet = 0;
      for (let turns = 0; quiet < QUIET_TURNS; turns += 1) {
        if (turns > MAX_TURNS) throw neverStill();
        await new Promise<void>((resolve) => setImmediate(resolve));
        quiet = seen === disturbances ? quiet + 1 : 0;
        seen = disturbances;
      }
    },
  };
}

const neverStill = (): ScenarioError =>
  new ScenarioError(
    "NEVER_STILL",
    "The integration works without end and never waits, such as one that tries again at once and for ever. Give it a wait.",
  );
