/** The account's slots: one request in flight each, refused at once when one of three limits is reached. */
import { type Share, unallocatedLimit } from "./allocations.ts";
import { createGauge, type Gauge } from "./gauge.ts";
import { createTally, type Tally, type TallyFigures } from "./tally.ts";

export interface Slot {
  /** Gives the slot back; a second call does nothing. */
  release(): void;
}

export interface IntegrationFigures extends TallyFigures {
  readonly name: string;
  /** Slots kept for it, which it cannot exceed; null when it shares the unallocated ones. */
  readonly allocation: number | null;
}

/** Requests of NetSuite's own applications take no slot and stand under their integration record only. */
export interface GovernanceFigures extends TallyFigures {
  readonly limit: number;
  /** Slots that all integration records without an allocation share. */
  readonly unallocatedLimit: number;
  readonly integrations: readonly IntegrationFigures[];
}

export interface Slots {
  /** A slot, or undefined when a limit is reached: NetSuite documents no queue. */
  take(integration: string): Slot | undefined;
  /** Counts a request as rejected although a slot may be free. */
  turnAway(integration: string): void;
  figures(): GovernanceFigures;
  /** Forgets peak, total and rejected; requests in flight keep their slots. */
  reset(): void;
}

export interface SlotsOptions {
  readonly limit: number;
  readonly shares: readonly Share[];
  readonly tolerance: number;
  now(): number;
}

interface Lane {
  readonly share: Share;
  /** Every limit that concerns the integration record, in the order in which they refuse. */
  readonly gauges: readonly Gauge[];
  readonly tallies: readonly Tally[];
  readonly own: Tally;
}

/** Stands for every integration record that the account was not told of; it has no allocation. */
export const ANOTHER_INTEGRATION = "another integration";

/** Throws EmulatorError IMPOSSIBLE_ALLOCATION. */
export function createSlots(options: SlotsOptions): Slots {
  const { limit, shares, tolerance, now } = options;
  const unallocated = unallocatedLimit(limit, shares);
  const account = createTally();
  const gauges = {
    account: createGauge({ limit, tolerance }),
    unallocated: createGauge({ limit: unallocated, tolerance }),
  };
  const lanes = new Map<string, Lane>();
  for (const share of [...shares, { name: ANOTHER_INTEGRATION }]) {
    const own = createTally();
    const tallies = share.internal === true ? [own] : [own, account];
    lanes.set(share.name, { share, own, tallies, gauges: gaugesOf(share, gauges) });
  }
  return {
    take: (name) => takeSlot(laneOf(lanes, name), now()),
    turnAway: (name) => refuse(laneOf(lanes, name)),
    figures: () => ({
      limit,
      unallocatedLimit: unallocated,
      ...account.figures(),
      integrations: [...lanes.values()].map(figuresOf).filter(isWorthTelling),
    }),
    reset() {
      account.reset();
      for (const { own } of lanes.values()) own.reset();
    },
  };
}

function gaugesOf(
  { allocation, internal }: Share,
  shared: { readonly account: Gauge; readonly unallocated: Gauge },
): readonly Gauge[] {
  if (internal === true) return [];
  // Only the account limit is called lenient; that an allocation is not is inferred.
  const own =
    allocation === undefined ? shared.unallocated : createGauge({ limit: allocation, tolerance: 0 });
  return [own, shared.account];
}

function takeSlot(lane: Lane, now: number): Slot | undefined {
  const { gauges, tallies } = lane;
  if (gauges.some((gauge) => gauge.isFull(now))) {
    refuse(lane);
    return undefined;
  }
  for (const gauge of gauges) gauge.enter(now);
  for (const tally of tallies) tally.entered();
  return once(() => {
    for (const gauge of gauges) gauge.leave();
    for (const tally of tallies) tally.left();
  });
}

function refuse({ tallies }: Lane): void {
  for (const tally of tallies) tally.refused();
}

function laneOf(lanes: ReadonlyMap<string, Lane>, name: string): Lane {
  const lane = lanes.get(name);
  if (lane === undefined) throw new TypeError(`the account has no integration record named ${name}`);
  return lane;
}

const figuresOf = ({ share, own }: Lane): IntegrationFigures => ({
  name: share.name,
  allocation: share.allocation ?? null,
  ...own.figures(),
});

const isWorthTelling = ({ name, total, inFlight }: IntegrationFigures): boolean =>
  name !== ANOTHER_INTEGRATION || total > 0 || inFlight > 0;

function once(release: () => void): Slot {
  let held = true;
  return {
    release() {
      if (held) release();
      held = false;
    },
  };
}
