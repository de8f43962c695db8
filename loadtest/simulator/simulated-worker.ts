/** The worker in a simulation: claims what is due, as many as the breaker allows, each by itself or in groups, live before bulk. */
import { type AccountBreaker, bulkShare, workerWidth } from "../../integration/index.ts";
import type { OrderLine } from "./order-line.ts";
import type { BatchPorts, SimulatedBatching } from "./simulated-batch.ts";
import type { Caller } from "./simulated-caller.ts";
import { deliverAlone } from "./simulated-delivery.ts";
import { deliverGroup } from "./simulated-group.ts";
import type { CallOutcome } from "./simulated-netsuite.ts";
import { PRIORITIES, type Priority, type SimulatedOrder } from "./simulated-order.ts";

export interface WorkerPorts extends Omit<BatchPorts, "batching" | "priority"> {
  readonly caller: Caller;
  readonly slots: number;
  readonly batching: SimulatedBatching | null;
  readonly due: OrderLine;
  readonly breaker: AccountBreaker;
  /** `era` is the breaker's when the work began. */
  readonly ended: (order: SimulatedOrder, outcome: CallOutcome, era: number) => void;
}

/** How soon a breaker that is open is asked again, in ms: the worker's own poll. */
const POLL_MS = 1_000;

interface InFlight {
  /** Orders by themselves, and groups. */
  readonly alone: Record<Priority, number>;
  readonly groups: Record<Priority, number>;
}

/** @returns what claims whatever may be claimed now */
export function createSimulatedWorker(ports: WorkerPorts): () => void {
  const { due, breaker, slots } = ports;
  const width = workerWidth(slots);
  const work: InFlight = { alone: { live: 0, bulk: 0 }, groups: { live: 0, bulk: 0 } };
  let willLook = false;

  function claim(): void {
    while (claimGroup(ports, work));
    const wanted = Math.min(due.length, width - work.alone.live - work.alone.bulk);
    if (wanted < 1) return;
    for (let left = breaker.allow(wanted); left > 0; left -= 1) {
      const order = due.next(work.alone.bulk < bulkShare(width));
      if (order === undefined) return;
      startAlone(order, ports, work);
    }
    if (breaker.isOpen && !willLook) lookLater();
  }

  /** Nothing rings when a probe is due: the worker finds out by its polls. */
  function lookLater(): void {
    willLook = true;
    ports.after(POLL_MS, () => {
      willLook = false;
      claim();
    });
  }

  return claim;
}

function startAlone(order: SimulatedOrder, { breaker, caller, ended }: WorkerPorts, work: InFlight): void {
  const { era } = breaker;
  work.alone[order.priority] += 1;
  deliverAlone(order, caller, (outcome) => {
    work.alone[order.priority] -= 1;
    ended(order, outcome, era);
  });
}

function claimGroup(ports: WorkerPorts, work: InFlight): boolean {
  const { batching, breaker, due } = ports;
  const { groups } = work;
  if (batching === null || breaker.isOpen || groups.live + groups.bulk >= batching.groups) return false;
  if (due.length < batching.backlog) return false;
  const live = due.take("live", batching.size);
  const mayBeBulk = groups.bulk < bulkShare(batching.groups);
  const bulk = mayBeBulk ? due.take("bulk", batching.size - live.length) : [];
  const claimed = { live, bulk };
  for (const priority of PRIORITIES) startGroup(claimed[priority], { ...ports, batching, priority }, work);
  return live.length + bulk.length > 0;
}

/** What has to be looked up first is not worth the others' wait, and a group of one is none. */
function startGroup(
  orders: readonly SimulatedOrder[],
  ports: WorkerPorts & BatchPorts,
  work: InFlight,
): void {
  const together = orders.filter(({ lostAt }) => lostAt === null);
  const isGroup = together.length > 1;
  for (const order of orders) if (!isGroup || order.lostAt !== null) startAlone(order, ports, work);
  if (!isGroup) return;
  const { era } = ports.breaker;
  let open = together.length;
  work.groups[ports.priority] += 1;
  deliverGroup(together, {
    ...ports,
    ended(order, outcome) {
      open -= 1;
      if (open === 0) work.groups[ports.priority] -= 1;
      ports.ended(order, outcome, era);
    },
  });
}
