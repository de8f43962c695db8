/** Looks at the core as an operator would, and waits for what it settles instead of sleeping. */
import type {
  Attempt,
  AuditLine,
  DeadLetterDesk,
  DeadLetterFile,
  EntryState,
  Integration,
  LedgerEntry,
  SlotGovernorSnapshot,
} from "../../integration/index.ts";
import { systemClock } from "../../integration/index.ts";

/** An order by what names it in the source system. */
export interface Keyed {
  readonly key: string;
}

export interface CoreWatch {
  /** The order's ledger entry once it is in one of these states; the entry as it is when that never happens. */
  until(order: Keyed, ...states: EntryState[]): Promise<LedgerEntry | undefined>;
  /** Waits until nothing is queued, running or to be verified. */
  untilDrained(): Promise<boolean>;
  /** Waits until the condition holds, looking again whenever something is settled. */
  untilTrue(condition: () => boolean | Promise<boolean>): Promise<boolean>;
  entriesOf(order: Keyed): Promise<readonly LedgerEntry[]>;
  entries(): Promise<readonly LedgerEntry[]>;
  deadLetterOf(order: Keyed): Promise<DeadLetterFile | undefined>;
  attemptsOf(entry: LedgerEntry): Promise<readonly Attempt[]>;
  auditOf(entry: LedgerEntry): Promise<readonly AuditLine[]>;
  counts(): Promise<Record<EntryState, number>>;
  slots(): SlotGovernorSnapshot;
  readonly desk: DeadLetterDesk;
}

/** Long enough for a slow machine, short enough that a scenario which cannot succeed ends. */
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 50;

export function createCoreWatch() {
  let listeners: (() => void)[] = [];
  const noteSettled = (): void => {
    const waiting = listeners;
    listeners = [];
    for (const listener of waiting) listener();
  };
  const nextChange = (): Promise<void> =>
    Promise.race([new Promise<void>((resolve) => listeners.push(resolve)), systemClock.sleep(LOOK_AGAIN_MS)]);
  return { noteSettled, watch: (integration: Integration) => watch(integration, nextChange) };
}

function watch(integration: Integration, nextChange: () => Promise<void>): CoreWatch {
  const { ledger, desk } = integration;
  const entriesOf = (order: Keyed) => ledger.find({ key: order.key });

  async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<boolean> {
    const giveUpAt = systemClock.now() + PATIENCE_MS;
    while (!(await condition())) {
      if (systemClock.now() > giveUpAt) return false;
      await nextChange();
    }
    return true;
  }

  return {
    desk,
    entriesOf,
    untilTrue,
    entries: () => ledger.find({ limit: Number.MAX_SAFE_INTEGER }),
    attemptsOf: (entry) => ledger.attemptsOf(entry.id),
    auditOf: (entry) => ledger.auditOf(entry.id),
    counts: integration.counts,
    slots: integration.slots,
    async until(order, ...states) {
      await untilTrue(async () => (await entriesOf(order)).some(({ state }) => states.includes(state)));
      return (await entriesOf(order)).at(-1);
    },
    untilDrained: () =>
      untilTrue(async () => {
        const { queued, running, verify } = await integration.counts();
        return queued + running + verify === 0;
      }),
    async deadLetterOf(order) {
      const dead = (await entriesOf(order)).find(({ state }) => state === "dead");
      return dead === undefined ? undefined : desk.show(dead.id, { unmasked: true });
    },
  };
}
