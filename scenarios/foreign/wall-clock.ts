/** The clock on the wall, as a scenario sees it: it cannot be moved on. */
import { systemClock } from "../../emulator/index.ts";
import type { World } from "../world/world.ts";
import { NotOfferedError } from "./not-offered.ts";

/** The longest that a scenario may let pass when the clock on the wall is the only one. */
const LONGEST_WAIT_MS = 3_000;

export const WALL_CLOCK: World["time"] = {
  now: systemClock.now,
  async pass(ms) {
    const seconds = Math.round(ms / 1_000);
    if (ms > LONGEST_WAIT_MS) throw new NotOfferedError(`clock that can be moved on by ${seconds} s`);
    await systemClock.sleep(ms);
  },
};
