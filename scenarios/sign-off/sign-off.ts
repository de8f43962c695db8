/** A sign-off: who answers for which scenarios, as they were seen, under which mappings. A file that is kept beside the mapping. */
import { z } from "zod";
import { contentHash, contentHashForm } from "./content-hash.ts";
import type { SignedScenario } from "./signed-evidence.ts";

const signedSchema = z.strictObject({
  schemaVersion: z.literal(1),
  role: z.string().min(1),
  by: z.strictObject({ name: z.string().min(1), mail: z.string().min(3) }),
  /** ISO 8601. */
  signedAt: z.iso.datetime(),
  comment: z.string().optional(),
  shop: z.string(),
  account: z.string(),
  /** SHA-256 of each mapping file, by its path beside the configuration. */
  mappings: z.record(z.string(), contentHashForm),
  scenarios: z.array(
    z.strictObject({ id: z.string(), title: z.string(), text: contentHashForm, evidence: contentHashForm }),
  ),
});

/** `seal` names everything else in the file, so that a line changed by hand is noticed. */
export const signOffSchema = signedSchema.extend({ seal: contentHashForm });

export type SignOff = z.output<typeof signOffSchema>;

/** What there is to sign, as a run has left it. */
export interface SignOffSubject {
  readonly shop: string;
  readonly account: string;
  readonly mappings: Readonly<Record<string, string>>;
  readonly scenarios: readonly SignedScenario[];
}

export interface Signature {
  readonly role: string;
  readonly by: SignOff["by"];
  readonly signedAt: string;
  readonly comment?: string;
}

export function createSignOff(signature: Signature, subject: SignOffSubject): SignOff {
  const { shop, account, mappings, scenarios } = subject;
  const signed = {
    schemaVersion: 1 as const,
    ...signature,
    shop,
    account,
    mappings,
    scenarios: [...scenarios],
  };
  return { ...signed, mappings: { ...mappings }, seal: contentHash(signed) };
}

/** Why the sign-off no longer counts for what there is now, each reason a sentence; none when it counts. */
export function whyVoid({ seal, ...signed }: SignOff, subject: SignOffSubject): readonly string[] {
  return [
    ...(contentHash(signed) === seal ? [] : ["The sign-off file was changed after it was signed."]),
    ...(signed.account === subject.account
      ? []
      : [`It was signed for account ${signed.account}; this is ${subject.account}.`]),
    ...mappingReasons(signed.mappings, subject.mappings),
    ...scenarioReasons(signed.scenarios, subject.scenarios),
  ];
}

function mappingReasons(
  then: SignOffSubject["mappings"],
  now: SignOffSubject["mappings"],
): readonly string[] {
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].flatMap((file) => {
    if (then[file] === now[file]) return [];
    if (then[file] === undefined) return [`The mapping ${file} was added.`];
    return [now[file] === undefined ? `The mapping ${file} was taken out.` : `The mapping ${file} changed.`];
  });
}

function scenarioReasons(then: readonly SignedScenario[], now: readonly SignedScenario[]): readonly string[] {
  const before = new Map(then.map((scenario) => [scenario.id, scenario]));
  const after = new Set(now.map(({ id }) => id));
  return [
    ...now.flatMap((scenario) => changeOf(before.get(scenario.id), scenario)),
    ...then
      .filter(({ id }) => !after.has(id))
      .map(({ id }) => `The catalogue changed: scenario ${id} is no longer part of it.`),
  ];
}

function changeOf(then: SignedScenario | undefined, now: SignedScenario): readonly string[] {
  if (then === undefined) return [`The catalogue changed: scenario ${now.id} was added.`];
  if (then.text !== now.text) return [`The catalogue changed: scenario ${now.id} says something else.`];
  return then.evidence === now.evidence ? [] : [`The evidence changed: ${now.id} found something else.`];
}
