/** The account's slots: one request in flight each, refused at once when one of three limits is reached. */
import { z } from "zod";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeBell } from "../state/change-list.ts";
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
  /** What each integration record has to itself, for snapshots. */
  readonly allocations: AccountPart;
  /**
   * Gives an integration record so many slots to itself, or null for a share in the unallocated ones; requests in flight
   * keep theirs. Throws EmulatorError IMPOSSIBLE_ALLOCATION when none would stay unallocated.
   */
  allocate(integration: string, allocation: number | null): void;
  shareOf(integration: string): Share;
  /** A slot, or undefined when a limit is reached: NetSuite documents no queue. */
  take(integration: string): Slot | undefined;
  /** Counts a request as rejected although a slot may be free. */
  turnAway(integration: string): void;
  /** Requests that hold one of the account's slots now. */
  inFlight(): number;
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
  share: Share;
  /** Counts what runs on its allocation. */
  readonly gauge: Gauge;
  readonly tallies: readonly Tally[];
  readonly own: Tally;
}

/** Stands for every integration record that the account was not told of; it has no allocation. */
export const ANOTHER_INTEGRATION = "another integration";

interface Limits {
  readonly account: Gauge;
  readonly unallocated: Gauge;
}

/** Throws EmulatorError IMPOSSIBLE_ALLOCATION. */
export function createSlots(options: SlotsOptions): Slots {
  const { limit, shares, tolerance, now } = options;
  let unallocated = unallocatedLimit(limit, shares);
  const account = createTally();
  const limits: Limits = {
    account: createGauge({ limit: () => limit, tolerance }),
    unallocated: createGauge({ limit: () => unallocated, tolerance }),
  };
  const lanes = new Map([...shares, { name: ANOTHER_INTEGRATION }].map((share) => laneFor(share, account)));
  const bell = createChangeBell();
  const setShares = (changed: readonly Share[]): void => {
    const all = [...lanes.values()].map(
      ({ share }) => changed.find(({ name }) => name === share.name) ?? share,
    );
    unallocated = unallocatedLimit(limit, all);
    for (const share of changed) laneOf(lanes, share.name).share = share;
    bell.ring();
  };
  return {
    take: (name) => takeSlot(laneOf(lanes, name), limits, now()),
    turnAway: (name) => refuse(laneOf(lanes, name), now()),
    shareOf: (name) => laneOf(lanes, name).share,
    allocate: (name, allocation) => setShares([shareWith(laneOf(lanes, name).share, allocation)]),
    allocations: {
      watch: bell.watch,
      save: () => [...lanes.values()].map(({ share }) => [share.name, share.allocation ?? null]),
      load: (state) =>
        setShares(
          savedSchema
            .parse(state)
            .map(([name, allocation]) => shareWith(laneOf(lanes, name).share, allocation)),
        ),
    },
    inFlight: () => account.inFlight,
    figures: () => ({
      limit,
      unallocatedLimit: unallocated,
      ...account.figures(now()),
      integrations: [...lanes.values()].map((lane) => figuresOf(lane, now())).filter(isWorthTelling),
    }),
    reset() {
      account.reset();
      for (const { own } of lanes.values()) own.reset();
    },
  };
}

const savedSchema = z.array(z.tuple([z.string(), z.int().positive().nullable()]));

const shareWith = (share: Share, allocation: number | null): Share => ({
  ...share,
  allocation: allocation ?? undefined,
});

function laneFor(share: Share, account: Tally): [string, Lane] {
  const own = createTally();
  const lane: Lane = {
    share,
    own,
    tallies: share.internal === true ? [own] : [own, account],
    // Only the account limit is called lenient; that an allocation is not is inferred.
    gauge: createGauge({ limit: () => lane.share.allocation ?? 0, tolerance: 0 }),
  };
  return [share.name, lane];
}

/** Every limit that concerns the integration record, in the order in which they refuse. */
function gaugesOf({ share, gauge }: Lane, { account, unallocated }: Limits): readonly Gauge[] {
  if (share.internal === true) return [];
  return [share.allocation === undefined ? unallocated : gauge, account];
}

function takeSlot(lane: Lane, limits: Limits, now: number): Slot | undefined {
  const { tallies } = lane;
  const gauges = gaugesOf(lane, limits);
  if (gauges.some((gauge) => gauge.isFull(now))) {
    refuse(lane, now);
    return undefined;
  }
  for (const gauge of gauges) gauge.enter(now);
  for (const tally of tallies) tally.entered(now);
  return once(() => {
    for (const gauge of gauges) gauge.leave();
    for (const tally of tallies) tally.left();
  });
}

function refuse({ tallies }: Lane, now: number): void {
  for (const tally of tallies) tally.refused(now);
}

function laneOf(lanes: ReadonlyMap<string, Lane>, name: string): Lane {
  const lane = lanes.get(name);
  if (lane === undefined) throw new TypeError(`the account has no integration record named ${name}`);
  return lane;
}

const figuresOf = ({ share, own }: Lane, now: number): IntegrationFigures => ({
  name: share.name,
  allocation: share.allocation ?? null,
  ...own.figures(now),
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
