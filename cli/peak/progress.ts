/** How a running peak stands, in one line of a terminal; what cannot be seen from outside is left out. */
import type { PeakSample } from "../../loadtest/index.ts";

export function progressLine(sample: PeakSample): string {
  const { atMs, accepted, delivered, backlog, dead, slotsInUse, refused, retries } = sample;
  return [
    `${Math.round(atMs / 1_000)} s`,
    `${accepted} accepted`,
    `${delivered} delivered`,
    `${backlog} on their way`,
    `${dead} held`,
    `${slotsInUse} slots in use`,
    `${refused} refusals`,
    ...(retries === null ? [] : [`${retries} retries`]),
  ].join(" · ");
}
