/** Writes a duration the way people say it. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds as text: "850 ms", "4.2 s", "3 min 20 s", "2 h 5 min"; "–" when there is no such duration. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return "–";
  if (Math.round(ms) < SECOND) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 100) * 100 < 10 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  const seconds = Math.round(ms / SECOND) * SECOND;
  if (seconds < MINUTE) return `${seconds / SECOND} s`;
  if (seconds < HOUR) return inTwo({ ms: seconds, unit: MINUTE, names: ["min", "s"], part: SECOND });
  return inTwo({ ms: Math.round(ms / MINUTE) * MINUTE, unit: HOUR, names: ["h", "min"], part: MINUTE });
}

function inTwo(split: { ms: number; unit: number; part: number; names: readonly [string, string] }): string {
  const whole = Math.floor(split.ms / split.unit);
  const rest = (split.ms % split.unit) / split.part;
  return rest === 0 ? `${whole} ${split.names[0]}` : `${whole} ${split.names[0]} ${rest} ${split.names[1]}`;
}
