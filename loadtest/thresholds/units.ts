/** Units in which a threshold is written, and how a value of each is said. */
import { formatDuration } from "../../reports/index.ts";

interface Unit {
  /** What one of each stands for in the unit that is calculated with; "" is a number alone. */
  readonly written: Readonly<Record<string, number>>;
  say(value: number): string;
}

const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const MEGABYTE = 1024 ** 2;

export const UNITS = {
  /** In ms. */
  duration: { written: { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 }, say: durationInWords },
  /** 1 is all. */
  share: { written: { "%": 0.01 }, say: (value) => `${(value * 100).toFixed(1)} %` },
  count: { written: { "": 1 }, say: whole },
  rate: { written: { "": 1, "/h": 1 }, say: (value) => `${whole(value)}/h` },
  bytes: {
    written: { MB: MEGABYTE, GB: 1024 * MEGABYTE },
    say: (value) => `${(value / MEGABYTE).toFixed(0)} MB`,
  },
} as const satisfies Record<string, Unit>;

export type UnitName = keyof typeof UNITS;

/** Below a second people count milliseconds, and below ten of these their parts. */
function durationInWords(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : formatDuration(ms);
}
