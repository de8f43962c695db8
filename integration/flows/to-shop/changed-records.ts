/**
 * Asks NetSuite which records have changed since the last time, and hands over *which* they are, never what they say.
 *
 * NetSuite's lastModified is a second, and a record may change again within it: what changed in the newest second that a poll
 * sees is handed over by the next one. A change is seen when its transaction ends, which may be later than it says: each poll
 * reads a little of the past again, and the ledger takes nothing twice.
 */
import { chunks } from "../../chunks.ts";
import type { Clock } from "../../clock.ts";
import { recordingCalls } from "../../delivery/call-log.ts";
import { IntegrationError } from "../../errors.ts";
import type { Accepted, Incoming } from "../../ledger/entry.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { NetSuiteQueries, QueryRow } from "../../netsuite/netsuite.ts";
import type { PollSource } from "../flow.ts";

export interface ChangedRecords {
  /** What the ids are of, such as `item`: with the id it is the key of the ledger entry. */
  readonly record: string;
  /** The query for `id` and `changed` (as CHANGED writes it), of everything or only from a time on. */
  query(since: string | null): string;
  /** Of a NetSuite that has never been read: all there is, or only what changes from now on. */
  readonly begin: "with-all" | "from-now";
}

export interface ChangesOptions {
  readonly flow: string;
  readonly changes: ChangedRecords;
  readonly everyMs: number;
  readonly overlapMs: number;
  readonly netsuite: NetSuiteQueries;
  readonly cursors: Pick<Ledger, "cursor" | "moveCursor">;
  readonly clock: Clock;
}

type Accept = (incoming: Incoming) => Promise<Accepted>;

/** As the queries write a time and read it back; both are in NetSuite's own time zone, whichever that is. */
const FORM = "YYYY-MM-DD HH24:MI:SS";
export const changedColumn = (column: string): string => `TO_CHAR(${column}, '${FORM}') AS changed`;
export const changedSince = (column: string, since: string): string =>
  `${column} >= TO_DATE('${since}', '${FORM}')`;

/** Group commit takes so many at once. */
const TOGETHER = 100;

export function changedRecords(options: ChangesOptions): PollSource {
  return {
    kind: "poll",
    everyMs: options.everyMs,
    // The reading waits for orders that are on their way into NetSuite.
    poll: async (accept, signal) => void (await recordingCalls("bulk", () => poll(options, accept, signal))),
  };
}

async function poll(options: ChangesOptions, accept: Accept, signal: AbortSignal): Promise<void> {
  const { flow, changes, cursors, clock, overlapMs } = options;
  const through = await cursors.cursor(flow);
  const rows = await changedRows(options, through === null ? null : before(through, overlapMs));
  const newest = rows.map(({ changed }) => changed).reduce((a, b) => (a > b ? a : b), "");
  if (newest === "") return;
  const isOver = ({ changed }: Change): boolean => changed < newest || newest === through;
  const handOver = through === null && changes.begin === "from-now" ? [] : rows.filter(isOver);
  for (const some of chunks(handOver, TOGETHER)) {
    if (signal.aborted) return;
    await Promise.all(some.map((row) => accept(incomingOf(row, options))));
  }
  if (!signal.aborted) await cursors.moveCursor(flow, newest, clock.now());
}

interface Change {
  readonly id: string;
  readonly changed: string;
}

async function changedRows(
  { flow, changes, netsuite }: ChangesOptions,
  since: string | null,
): Promise<readonly Change[]> {
  const found = await netsuite.query(changes.query(since));
  if (found.ok) return found.value.flatMap(changeIn);
  const { message, advice } = found.failure;
  throw new IntegrationError({
    code: "SOURCE_FAILED",
    message: `NetSuite could not be asked for what has changed for ${flow}: ${message} It is asked again. ${advice}`,
  });
}

function changeIn({ id, changed }: QueryRow): readonly Change[] {
  return id === undefined || changed === undefined ? [] : [{ id, changed }];
}

function incomingOf({ id, changed }: Change, { flow, changes, clock }: ChangesOptions): Incoming {
  const now = clock.now();
  const { record } = changes;
  return {
    source: "netsuite",
    flow,
    key: `${record}:${id}`,
    version: changed,
    // NetSuite's local time may go back an hour in autumn; what was seen later counts.
    editionAt: now,
    deliveryId: null,
    raw: new TextEncoder().encode(JSON.stringify({ record, id, changed })),
    headers: {},
    receivedAt: now,
    priority: "bulk",
  };
}

/** A time that much earlier, in the same form. */
function before(time: string, ms: number): string {
  const parsed = Date.parse(`${time.replace(" ", "T")}Z`);
  return new Date(parsed - ms).toISOString().slice(0, 19).replace("T", " ");
}
