/** Source records that are not simply written: rules of the mapping, which may look at what NetSuite holds already. */
import type { Failure } from "../failure.ts";
import { type MappingRequest, mainRecordOf, nameValues, type RecordName, scopeFor } from "./request-scope.ts";
import { done, held, type Mapped } from "./rows/mapping-failures.ts";
import { counts, type Scope } from "./rows/scope.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Reads the record as NetSuite holds it; null when it is not there. */
export type ReadRecord = (
  name: RecordName,
) => Promise<
  | { readonly ok: true; readonly value: { readonly fields: Fields } | null }
  | { readonly ok: false; readonly failure: Failure }
>;

interface Rule {
  readonly when: string;
  readonly inNetSuite?: string | undefined;
}

/**
 * The reason of the first skip rule that holds, or the failure of the first wait or hold rule; null when none does. NetSuite is
 * asked only for a rule that asks for it, and once.
 */
export async function ruleOnEntry(
  request: MappingRequest,
  readRecord: ReadRecord,
): Promise<Mapped<string | null>> {
  const { skipWhen = [], waitWhen = [], holdWhen = [] } = request.mapping;
  if (skipWhen.length + waitWhen.length + holdWhen.length === 0) return done(null);
  const named = await nameValues(request);
  if (!named.ok) return named;
  const scope = scopeFor(request.mapping.flow, request, { bindings: named.value });
  const there = once(() => fieldsThere(request, readRecord));
  for (const rule of skipWhen) {
    const applies = await holds(rule, scope, there);
    if (!applies.ok) return applies;
    if (applies.value) return done(rule.reason);
  }
  for (const { rule, verdict } of [...as(TOO_EARLY, waitWhen), ...as(FOR_A_PERSON, holdWhen)]) {
    const applies = await holds(rule, scope, there);
    if (!applies.ok) return applies;
    const { message, advice } = rule;
    if (applies.value) return held({ ...verdict, message, advice });
  }
  return done(null);
}

const TOO_EARLY = { class: "transient", code: "WAITS_BY_MAPPING" } as const;
const FOR_A_PERSON = { class: "data", code: "HELD_BY_MAPPING" } as const;

const as = <Verdict, Rule>(verdict: Verdict, rules: readonly Rule[]) =>
  rules.map((rule) => ({ rule, verdict }));

async function holds(
  { when, inNetSuite }: Rule,
  scope: Scope,
  there: () => Promise<Mapped<Fields>>,
): Promise<Mapped<boolean>> {
  const applies = await counts(when, scope, scope.place);
  if (!applies.ok || !applies.value || inNetSuite === undefined) return applies;
  const fields = await there();
  return fields.ok ? counts(inNetSuite, { ...scope, input: fields.value }, scope.place) : fields;
}

/** None at all when the main record is not there. */
async function fieldsThere(request: MappingRequest, readRecord: ReadRecord): Promise<Mapped<Fields>> {
  const main = await mainRecordOf(request);
  if (main === null) return done({});
  const found = await readRecord(main);
  return found.ok ? done(found.value?.fields ?? {}) : held(found.failure);
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
