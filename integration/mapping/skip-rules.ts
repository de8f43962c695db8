/** Source records with which nothing is to be done: the mapping's rules, which may look at what NetSuite holds already. */
import type { Failure } from "../failure.ts";
import { type MappingRequest, mainRecordOf, nameValues, type RecordName, scopeFor } from "./request-scope.ts";
import { done, held, type Mapped } from "./rows/mapping-failures.ts";
import { counts, type Scope } from "./rows/scope.ts";

/** Reads the record as NetSuite holds it; null when it is not there. */
export type ReadRecord = (
  name: RecordName,
) => Promise<
  | { readonly ok: true; readonly value: { readonly fields: Readonly<Record<string, unknown>> } | null }
  | { readonly ok: false; readonly failure: Failure }
>;

/** The reason of the first rule that holds; null when none does. NetSuite is asked only for a rule that asks for it. */
export async function skipReason(
  request: MappingRequest,
  readRecord: ReadRecord,
): Promise<Mapped<string | null>> {
  const rules = request.mapping.skipWhen ?? [];
  if (rules.length === 0) return done(null);
  const named = await nameValues(request);
  if (!named.ok) return named;
  const scope = scopeFor("skipWhen", request, { bindings: named.value });
  for (const { when, inNetSuite, reason } of rules) {
    const applies = await counts(when, scope, "skipWhen");
    if (!applies.ok) return applies;
    if (!applies.value) continue;
    const there =
      inNetSuite === undefined ? done(true) : await countsThere(inNetSuite, { request, scope, readRecord });
    if (!there.ok) return there;
    if (there.value) return done(reason);
  }
  return done(null);
}

interface Looking {
  readonly request: MappingRequest;
  readonly scope: Scope;
  readonly readRecord: ReadRecord;
}

/** Over the fields of the main record, none of them when it is not there. */
async function countsThere(rule: string, { request, scope, readRecord }: Looking): Promise<Mapped<boolean>> {
  const main = await mainRecordOf(request);
  if (main === null) return done(false);
  const found = await readRecord(main);
  if (!found.ok) return held(found.failure);
  return counts(rule, { ...scope, input: found.value?.fields ?? {} }, "skipWhen");
}
