/** A bench's command line: its parts, all or those that are named, and `--quick` for an eighth of each. */
import { printed, type Row } from "./row.ts";

/** @param share of what it measures, above 0 and at most 1 */
export type Part = (share: number) => Promise<readonly Row[]>;

/** Prints the rows of all of them. The process ends with 0 when they meet their goals, else with 1, and with 2 for a name that is none. */
export async function runParts(
  parts: Readonly<Record<string, Part>>,
  options: readonly string[],
): Promise<void> {
  const share = options.includes("--quick") ? 1 / 8 : 1;
  const asked = options.filter((option) => option !== "--quick");
  const unknown = asked.filter((name) => parts[name] === undefined);
  if (unknown.length > 0) {
    const names = Object.keys(parts).join(", ");
    process.stderr.write(`There is no part ${unknown.join(", ")}. The parts: ${names}.\n`);
    process.exitCode = 2;
    return;
  }
  const rows: Row[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await part(share)));
  }
  process.stdout.write(`${printed(rows)}\n`);
  process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
}
