/** Looks at the core as an operator would; whoever waits for something lets the world's time pass. */
import type {
  Attempt,
  AuditLine,
  DeadLetterDesk,
  DeadLetterFile,
  EntryFilter,
  EntryState,
  LedgerEntry,
  SlotGovernorSnapshot,
} from "../../integration/index.ts";
import type { VirtualTime } from "../virtual-time/virtual-time.ts";
import type { CoreMachine } from "./core-machine.ts";

/** An order by what names it in the source system. */
export interface Keyed {
  readonly key: string;
}

/** All states of an entry that nothing happens to any more. */
export const SETTLED = ["delivered", "dead", "discarded", "superseded", "skipped"] as const;

export interface CoreWatch {
  /** The order's last ledger entry once one is in one of these states; the entry as it is when that never happens. */
  until(order: Keyed, ...states: readonly EntryState[]): Promise<LedgerEntry | undefined>;
  /** The order's last ledger entry once all of them have come to an end. */
  settled(order: Keyed): Promise<LedgerEntry | undefined>;
  /** Waits until nothing is queued, running or to be verified. */
  untilDrained(): Promise<boolean>;
  /** Waits until the condition holds, looking again after everything that happens. @default within half an hour */
  untilTrue(condition: () => boolean | Promise<boolean>, withinMs?: number): Promise<boolean>;
  entriesOf(order: Keyed): Promise<readonly LedgerEntry[]>;
  /** @default all */
  entries(filter?: EntryFilter): Promise<readonly LedgerEntry[]>;
  deadLetterOf(order: Keyed): Promise<DeadLetterFile | undefined>;
  attemptsOf(entry: LedgerEntry): Promise<readonly Attempt[]>;
  auditOf(entry: LedgerEntry): Promise<readonly AuditLine[]>;
  counts(): Promise<Record<EntryState, number>>;
  slots(): SlotGovernorSnapshot;
  readonly desk: DeadLetterDesk;
  readonly restart: CoreMachine["restart"];
  readonly kill: CoreMachine["kill"];
  readonly start: CoreMachine["start"];
  readonly cutOff: CoreMachine["cutOff"];
  readonly startAnother: CoreMachine["startAnother"];
  readonly rejoin: CoreMachine["rejoin"];
  readonly disk: CoreMachine["disk"];
  readonly reconcile: CoreMachine["reconcile"];
}

/** Of the world's time: longer than all quick retries of the core's schedule. */
const PATIENCE_MS = 30 * 60_000;

const areSettled = (entries: readonly LedgerEntry[]): boolean =>
  entries.length > 0 && entries.every(({ state }) => SETTLED.some((each) => each === state));

export function watchCore(machine: CoreMachine, time: VirtualTime): CoreWatch {
  const ledger = () => machine.ledger;
  const entriesOf = ({ key }: Keyed) => ledger().find({ key });
  const untilTrue: CoreWatch["untilTrue"] = (condition, withinMs = PATIENCE_MS) =>
    time.until(condition, withinMs);
  /** What was looked at last stands: nothing happens after it. */
  async function lastOnce(
    order: Keyed,
    isSo: (entries: readonly LedgerEntry[]) => boolean,
  ): Promise<LedgerEntry | undefined> {
    let entries: readonly LedgerEntry[] = [];
    await untilTrue(async () => {
      entries = await entriesOf(order);
      return isSo(entries);
    });
    return entries.at(-1);
  }
  return {
    get desk() {
      return machine.integration.desk;
    },
    restart: machine.restart,
    kill: machine.kill,
    start: machine.start,
    cutOff: machine.cutOff,
    startAnother: machine.startAnother,
    rejoin: machine.rejoin,
    disk: machine.disk,
    reconcile: machine.reconcile,
    entriesOf,
    untilTrue,
    entries: (filter = {}) => ledger().find({ limit: Number.MAX_SAFE_INTEGER, ...filter }),
    attemptsOf: ({ id }) => ledger().attemptsOf(id),
    auditOf: ({ id }) => ledger().auditOf(id),
    counts: () => ledger().counts(),
    slots: () => machine.integration.slots(),
    until: (order, ...states) =>
      lastOnce(order, (entries) => entries.some(({ state }) => states.includes(state))),
    settled: (order) => lastOnce(order, areSettled),
    untilDrained: () =>
      untilTrue(async () => {
        const { queued, running, verify } = await ledger().counts();
        return queued + running + verify === 0;
      }),
    async deadLetterOf(order) {
      const dead = (await entriesOf(order)).find(({ state }) => state === "dead");
      return dead === undefined ? undefined : machine.integration.desk.show(dead.id, { unmasked: true });
    },
  };
}
