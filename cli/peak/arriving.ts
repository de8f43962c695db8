/** How the orders of a peak arrive over time: in a shape that has a name, or as a file says. */
import { readFile } from "node:fs/promises";
import { type LoadProfile, type LoadProfileName, namedLoad, recordedArrivals } from "../../loadtest/index.ts";
import { UsageError } from "../usage-error.ts";

export interface Arriving {
  /** As people know it: the shape's name, or the file's. */
  readonly name: string;
  readonly profile: LoadProfile;
}

export const arrivingAs = (name: LoadProfileName, peakOrdersPerHour: number): Arriving => ({
  name,
  profile: namedLoad(name, peakOrdersPerHour),
});

/** @throws UsageError when there is no such file, LoadtestError when it says nothing that can be read */
export async function arrivingFrom(file: string): Promise<Arriving> {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new UsageError(`Cannot read --arrivals ${file}: ${cause.message}. Check the path.`, { cause });
  });
  return { name: file, profile: recordedArrivals(text, file) };
}
