/** Of several rows for one target the first that counts; of a sublist's blocks all that count. */
import type { Row } from "../mapping-form.ts";
import { done, type Mapped } from "./mapping-failures.ts";
import { counts, type Scope } from "./scope.ts";

export async function chooseRows<Kind extends Row>(
  rows: readonly Kind[],
  scope: Scope,
): Promise<Mapped<readonly Kind[]>> {
  const chosen: Kind[] = [];
  const decided = new Set<string>();
  for (const row of rows) {
    const target = targetOf(row);
    if (decided.has(target)) continue;
    const applies = await counts(row.when, scope, `${scope.place}.${target}`);
    if (!applies.ok) return applies;
    if (!applies.value) continue;
    chosen.push(row);
    if (row.kind !== "sublist") decided.add(target);
  }
  return done(chosen);
}

export function targetOf(row: Row): string {
  return row.kind === "address" ? row.address : row.to;
}
