/** Reads a look at the core out of its `/metrics`, as Prometheus would. */
import { ENTRY_STATES } from "../../integration/index.ts";
import type { CoreLook } from "./peak-system.ts";

const MS = 1_000;
const TRIED_AGAIN = ["retry", "verify"] as const;

/** @throws TypeError naming a figure that is not there: a missing one must not count as 0 */
export function coreLookIn(text: string): CoreLook {
  const figures = figuresIn(text);
  const figure = (name: string, ...labels: readonly string[]): number => {
    const found = figures.filter(
      (each) => each.name === `drydock_${name}` && labels.every((label) => each.labels.includes(label)),
    );
    if (found.length === 0) throw new TypeError(`The core's metrics have no drydock_${name} ${labels}.`);
    return found.reduce((sum, { value }) => sum + value, 0);
  };
  const attempts = figures.filter(({ name }) => name === "drydock_attempts_total");
  return {
    entries: Object.fromEntries(
      ENTRY_STATES.map((state) => [state, figure("entries", `state="${state}"`)]),
    ) as CoreLook["entries"],
    slots: { available: figure("slots"), heldMs: figure("slots_held_seconds_total") * MS },
    retries: attempts
      .filter(({ labels }) => TRIED_AGAIN.some((outcome) => labels.includes(`outcome="${outcome}"`)))
      .reduce((sum, { value }) => sum + value, 0),
    lagP99Ms: figure("event_loop_lag_seconds", 'quantile="0.99"') * MS,
    memoryBytes: figure("memory_bytes"),
    cpuMs: figure("cpu_seconds_total") * MS,
  };
}

interface Figure {
  readonly name: string;
  readonly labels: string;
  readonly value: number;
}

function figuresIn(text: string): readonly Figure[] {
  return text.split("\n").flatMap((line) => {
    const [, name, labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels, value: Number(value) }];
  });
}
