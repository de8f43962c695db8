/** Lead, prospect, customer: stages of one record, told apart by its status. */
import { type Fields, isReference, type Reference } from "./field-value.ts";
import type { StoredRow } from "./stored-row.ts";

type Stage = "lead" | "prospect" | "customer";

/** Statuses and ids as every account is delivered. */
const DELIVERED_FIRST: Readonly<Record<Stage, Reference>> = {
  lead: { id: "6", refName: "LEAD-Unqualified" },
  prospect: { id: "8", refName: "PROSPECT-In Discussion" },
  customer: { id: "13", refName: "CUSTOMER-Closed Won" },
};

/** What a new record of a stage begins with: of the account's own statuses the first, else the one that is delivered. */
export function firstStatus(stage: Stage, statuses: readonly StoredRow[]): Reference {
  const own = statuses.find(({ fields }) => isReference(fields["stage"]) && isStage(fields["stage"], stage));
  if (own === undefined) return DELIVERED_FIRST[stage];
  const { name } = own.fields;
  return typeof name === "string" ? { id: own.id, refName: name } : { id: own.id };
}

const isStage = ({ id }: Reference, stage: Stage): boolean => id.toLowerCase() === stage;

const DELIVERED: Readonly<Record<string, Stage>> = {
  6: "lead",
  7: "lead",
  8: "prospect",
  9: "prospect",
  10: "prospect",
  11: "prospect",
  12: "prospect",
};

/** By the status' own record where the account keeps one, else by its name or its delivered id. */
export function stageOf({ entityStatus }: Fields, statusFields: (id: string) => Fields | undefined): Stage {
  if (!isReference(entityStatus)) return "customer";
  const { stage } = statusFields(entityStatus.id) ?? {};
  const [, named] = /^(lead|prospect|customer)\b/i.exec(entityStatus.refName ?? "") ?? [];
  const word = (isReference(stage) ? stage.id : named)?.toLowerCase();
  return word === undefined ? (DELIVERED[entityStatus.id] ?? "customer") : (word as Stage);
}
