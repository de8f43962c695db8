/** One batch of a simulation on its way: as calls of a RESTlet, or as an asynchronous job that is looked after. */
import type { Caller } from "./simulated-caller.ts";
import type { CallOutcome, SimulatedCall, SimulatedNetSuite } from "./simulated-netsuite.ts";
import type { Priority } from "./simulated-order.ts";

export interface SimulatedBatching {
  readonly by: "rest" | "restlet";
  /** Records of one batch. */
  readonly size: number;
  /** With fewer orders due each goes by itself. */
  readonly backlog: number;
  /** Groups side by side. */
  readonly groups: number;
  /** rest: waits between the looks at a running job, in ms. */
  readonly firstPollMs: number;
  readonly longestPollMs: number;
}

export interface BatchSettings {
  readonly by: "rest" | "restlet";
  readonly size: number;
  readonly backlog?: number | undefined;
  readonly groups?: number | undefined;
  readonly firstPollMs?: number;
  readonly longestPollMs?: number;
}

export const batchingInWords = (batching: BatchSettings | null): string =>
  batching === null ? "one by one" : `batches of ${batching.size} by ${batching.by}`;

/** As the core fills in what its configuration leaves out. */
export function batchingFor(slots: number, settings: BatchSettings): SimulatedBatching {
  const { by, size, backlog = size, groups, firstPollMs = 2_000, longestPollMs = 20_000 } = settings;
  const usual = by === "restlet" ? slots : Math.max(1, Math.floor(slots / 2));
  return { by, size, backlog, groups: groups ?? usual, firstPollMs, longestPollMs };
}

export interface BatchPorts {
  readonly caller: Caller;
  readonly netsuite: SimulatedNetSuite;
  readonly batching: SimulatedBatching;
  readonly priority: Priority;
  /** Calls back after so long, in the core's own time. */
  readonly after: (ms: number, then: () => void) => void;
}

const POLL_GROWTH = 1.5;
const LOOK: SimulatedCall = { kind: "get", lines: 0 };
const SEARCH: SimulatedCall = { kind: "query", lines: 0 };

/**
 * What `upsert-many.js` searches in a call before it saves: the external ids of its own type, of which a new record has none,
 * and of those that an order refers to, counted and then read.
 */
const searchesFor = ({ kind }: SimulatedCall): readonly SimulatedCall[] =>
  kind === "write-transaction" ? [SEARCH, SEARCH, SEARCH] : [SEARCH];

export interface BatchListener {
  /** The batch has its answers: each of its orders is at work again, before any of them goes on. */
  answered(): void;
  /** How a record ended, by its place in the batch. */
  told(place: number, outcome: CallOutcome): void;
}

export function sendBatch(
  records: readonly SimulatedCall[],
  ports: BatchPorts,
  listener: BatchListener,
): void {
  const { caller, batching, priority } = ports;
  const { told } = listener;
  const tellAll = (outcome: CallOutcome): void => {
    listener.answered();
    for (let place = 0; place < records.length; place += 1) told(place, outcome);
  };
  const [first] = records;
  if (first !== undefined && records.length === 1) caller.call(first, priority, tellAll);
  else if (batching.by === "restlet" && first !== undefined)
    caller.callScript([...searchesFor(first), ...records], priority, tellAll);
  else {
    caller.call(LOOK, priority, (outcome) => {
      if (outcome === "done") lookAfter(records, ports, listener);
      else tellAll(outcome);
    });
  }
}

/** A job that was submitted: looks until it has ended, its list of tasks, and each record's own result. */
function lookAfter(
  records: readonly SimulatedCall[],
  ports: BatchPorts,
  { answered, told }: BatchListener,
): void {
  const { caller, batching, priority, netsuite, after } = ports;
  const job = netsuite.startJob(records);

  function look(wait: number): void {
    after(Math.min(wait, batching.longestPollMs), () =>
      caller.call(LOOK, priority, (seen) => {
        if (seen !== "done" || !job.hasEnded()) look(wait * POLL_GROWTH);
        else askUntilAnswered(askForResults);
      }),
    );
  }

  function askForResults(): void {
    answered();
    for (let place = 0; place < records.length; place += 1) askUntilAnswered(() => told(place, "done"));
  }

  /** Nothing is written by it. */
  function askUntilAnswered(then: () => void): void {
    caller.call(LOOK, priority, (outcome) => {
      if (outcome === "done") then();
      else after(batching.firstPollMs, () => askUntilAnswered(then));
    });
  }

  look(batching.firstPollMs);
}
