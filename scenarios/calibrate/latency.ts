/** How long the real account takes, in the form in which the emulator is told of it. */
import type { AccountData } from "../../emulator/index.ts";
import { type AccountCall, RECORD_SERVICE } from "../../integration/index.ts";
import type { FoundWithOverlay } from "./findings.ts";
import { linesOf, type MadeRecord } from "./made-records.ts";
import type { Side } from "./side.ts";

/** Of each kind of call; enough for a median, not for a tail. */
const TIMES = 8;
const LINES = 8;
/** Below it the network is all that was measured. */
const AT_ONCE_MS = 15;

export interface Measured {
  readonly kind: string;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly times: number;
}

export interface LatencyResult {
  readonly measured: readonly Measured[];
  readonly finding: FoundWithOverlay | null;
}

/** One call after the other, so that none waits for another. */
export async function latencyOf(
  side: Side,
  made: ReadonlyMap<string, MadeRecord>,
  today: string,
): Promise<LatencyResult> {
  const samples = new Map<string, readonly number[]>();
  for (const [kind, call] of Object.entries(callsFor(made))) {
    const times: number[] = [];
    for (let n = 0; n < TIMES; n += 1) {
      const { status, ms } = await side.ask(call);
      if (status >= 200 && status < 300) times.push(ms);
    }
    if (times.length > 0)
      samples.set(
        kind,
        times.toSorted((a, b) => a - b),
      );
  }
  const measured = [...samples].map(([kind, times]) => ({
    kind,
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    times: times.length,
  }));
  return { measured, finding: findingOf(samples, today) };
}

function callsFor(made: ReadonlyMap<string, MadeRecord>): Readonly<Record<string, AccountCall>> {
  const order = made.get("salesOrder");
  const customer = made.get("customer");
  const pathOf = ({ recordType, internalId }: MadeRecord) => `${RECORD_SERVICE}/${recordType}/${internalId}`;
  const any = order ?? customer;
  const [line] = linesOf(order?.body["item"]);
  const withLines = (count: number): AccountCall | undefined =>
    order === undefined || line === undefined
      ? undefined
      : {
          method: "PATCH",
          path: `${pathOf(order)}?replace=item`,
          body: { item: { items: Array.from({ length: count }, () => line) } },
        };
  const calls: Readonly<Record<string, AccountCall | undefined>> = {
    get: any && { method: "GET", path: pathOf(any) },
    query: { method: "GET", path: `${RECORD_SERVICE}/customer?limit=1` },
    "write-entity": customer && { method: "PATCH", path: pathOf(customer), body: { comments: "Drydock" } },
    "write-1-line": withLines(1),
    [`write-${LINES}-lines`]: withLines(LINES),
  };
  return Object.fromEntries(
    Object.entries(calls).filter((each): each is [string, AccountCall] => each[1] !== undefined),
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function findingOf(samples: ReadonlyMap<string, readonly number[]>, today: string): FoundWithOverlay | null {
  const seconds = (kind: string): number => quantile(samples.get(kind) ?? [0], 0.5) / 1_000;
  const get = seconds("get");
  if (get * 1_000 < AT_ONCE_MS) return null;
  const one = seconds("write-1-line");
  const perLineSeconds = Math.max(0, rounded((seconds(`write-${LINES}-lines`) - one) / (LINES - 1)));
  const latency = {
    getSeconds: get,
    querySeconds: seconds("query"),
    writeEntitySeconds: seconds("write-entity"),
    writeListSeconds: get,
    writeTransaction: { baseSeconds: rounded(Math.max(0, one - perLineSeconds)), perLineSeconds },
    transformSeconds: one,
    overheadSeconds: rounded(get / 3),
    sigma: rounded(sigmaOf([...samples.values()])),
    source: `drydock calibrate, ${today}: medians of ${TIMES} calls; lists as reads, transforms as orders of a line, overhead a third of a read (inferred)`,
  };
  const said = [...samples].map(([kind]) => `${kind} ${Math.round(seconds(kind) * 1_000)} ms`).join(", ");
  const overlay: AccountData = { latency };
  return {
    kind: "latency",
    what: "medians of calls one after the other",
    real: said,
    emulator: "none",
    overlay,
  };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Of the logarithms around each kind's own middle. */
function sigmaOf(samples: readonly (readonly number[])[]): number {
  const deviations = samples.flatMap((times) => {
    const middle = Math.log(Math.max(1, quantile(times, 0.5)));
    return times.map((ms) => (Math.log(Math.max(1, ms)) - middle) ** 2);
  });
  return Math.sqrt(deviations.reduce((sum, each) => sum + each, 0) / Math.max(1, deviations.length));
}
