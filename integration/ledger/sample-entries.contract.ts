/** Ledger entries for tests: an order as it comes in, and a failure as it comes back. */
import type { Failure } from "../failure.ts";
import type { EntryState, Fence, Incoming, LedgerEntry, Settlement } from "./entry.ts";
import type { Amendment, Ledger } from "./ledger.ts";

export const NOON = Date.parse("2026-11-23T12:00:00Z");
export const LEASE_MS = 60_000;

export function anIncoming(given: Partial<Incoming> & { readonly order?: number } = {}): Incoming {
  const { order = 1, ...rest } = given;
  return {
    source: "shopify",
    flow: "orders",
    key: `gid://shopify/Order/${order}`,
    version: "2026-11-23T12:00:00Z",
    editionAt: NOON,
    deliveryId: null,
    raw: new TextEncoder().encode(
      JSON.stringify({ id: order, name: `#${1000 + order}`, updated_at: "2026-11-23" }),
    ),
    headers: { "x-shopify-topic": "orders/create" },
    receivedAt: NOON,
    ...rest,
  };
}

export function aFailure(given: Partial<Failure> = {}): Failure {
  return {
    class: "data",
    code: "LOOKUP_NOT_FOUND",
    message: 'No item has the name "RED-SHOE-42".',
    advice: "Create the item in NetSuite, then re-run.",
    ...given,
  };
}

/** A write left and nobody knows what became of it. */
export const noAnswer = (): Failure => aFailure({ class: "unknown-outcome", code: "TIMEOUT" });

export const SENDING = { now: NOON, leaseMs: LEASE_MS };

export const fenceOf = ({ id, leaseOwner, claims }: LedgerEntry): Fence => ({
  id,
  owner: leaseOwner ?? "nobody",
  claims,
});

/** Claims everything that is due. */
export function claimAll(ledger: Ledger, given: { owner?: string; now?: number; limit?: number } = {}) {
  return ledger.claim({ owner: "worker", leaseMs: LEASE_MS, limit: 100, now: NOON, ...given });
}

/** Claims what must be exactly one entry. */
export async function claimOne(
  ledger: Ledger,
  given: { owner?: string; now?: number } = {},
): Promise<LedgerEntry> {
  const [entry, ...others] = await claimAll(ledger, given);
  if (entry === undefined || others.length > 0)
    throw new Error(`expected one due entry, got ${others.length + (entry ? 1 : 0)}`);
  return entry;
}

export async function acceptDead(
  ledger: Ledger,
  given: { order?: number; failure?: Failure; sent?: boolean } = {},
) {
  const { id } = await ledger.accept(anIncoming({ order: given.order ?? 1 }));
  const entry = await claimOne(ledger);
  if (given.sent === true) await ledger.markSending(fenceOf(entry), SENDING);
  const failure = given.failure ?? (given.sent === true ? noAnswer() : aFailure());
  await ledger.settle(fenceOf(entry), { kind: "dead", failure }, NOON);
  return id;
}

export const DELIVERED = {
  kind: "delivered",
  recordType: "salesOrder",
  internalId: "4711",
  warnings: [],
} as const satisfies Settlement;

/** Refused for now, through no fault of the order. */
export const RETRY: Settlement = { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: false };

/** An entry of order 1 in the given state; in doubt when a write was sent and nobody knows what became of it. */
export async function entryIn(ledger: Ledger, state: EntryState, inDoubt: boolean): Promise<LedgerEntry> {
  const { id } = await ledger.accept(anIncoming());
  if (inDoubt || state === "verify") {
    const fence = fenceOf(await claimOne(ledger));
    await ledger.markSending(fence, SENDING);
    await ledger.settle(fence, { kind: "verify", at: NOON, failure: aFailure() }, NOON);
  }
  if (state === "superseded") await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
  else if (state !== "queued" && state !== "verify") await leadTo(ledger, state);
  const entry = await ledger.get(id);
  if (entry?.state !== state) throw new Error(`wanted an entry that is ${state}, got ${entry?.state}`);
  return entry;
}

const DEAD: Settlement = { kind: "dead", failure: aFailure() };

const ENDS = {
  delivered: DELIVERED,
  skipped: { kind: "skipped", reason: "test order" },
  dead: DEAD,
  discarded: DEAD,
} as const satisfies Partial<Record<EntryState, Settlement>>;

async function leadTo(
  ledger: Ledger,
  state: Exclude<EntryState, "queued" | "verify" | "superseded">,
): Promise<void> {
  const fence = fenceOf(await claimOne(ledger));
  if (state === "running") return;
  await ledger.settle(fence, ENDS[state], NOON);
  if (state === "discarded")
    await ledger.discard({ id: fence.id, by: "anna", reason: "test order", now: NOON });
}

export const BY_ANNA = { by: "anna", reason: "entered by phone", now: NOON };

export const BY_HAND = {
  kind: "resolve",
  recordType: "salesOrder",
  internalId: "815",
} as const satisfies Amendment;

/** What stands beside an entry that nobody has laid hands on. */
export const UNTOUCHED = {
  hasOtherEditions: false,
  follows: null,
  priority: "live",
  edited: null,
  redactedAt: null,
  assignee: null,
  note: null,
  tags: [],
  mappingVersion: null,
  jobId: null,
} as const;
