/**
 * Orders that are delivered together in a simulation: their records are gathered until each order waits for a write or has
 * ended, as the core does, and go as batches of one record type.
 */
import { type BatchPorts, sendBatch } from "./simulated-batch.ts";
import type { CallOutcome, SimulatedCall } from "./simulated-netsuite.ts";
import type { SimulatedOrder } from "./simulated-order.ts";

export interface GroupPorts extends BatchPorts {
  readonly ended: (order: SimulatedOrder, outcome: CallOutcome) => void;
}

interface Waiting {
  readonly order: SimulatedOrder;
  readonly step: number;
  readonly call: SimulatedCall;
}

/** An order that takes longer goes with a later batch. */
const GATHER_MS = 2_000;

export function deliverGroup(orders: readonly SimulatedOrder[], ports: GroupPorts): void {
  const waiting: Waiting[] = [];
  let working = orders.length;
  /** Counts the sendings, so that a timer knows whether it still has to send. */
  let sendings = 0;
  let isTimed = false;

  function write(order: SimulatedOrder, step: number): void {
    const call = order.calls[step];
    working -= 1;
    if (call === undefined) ports.ended(order, "done");
    else waiting.push({ order, step, call });
    sendWhenComplete();
  }

  function sendWhenComplete(): void {
    if (waiting.length === 0) return;
    if (working === 0) sendAll();
    else if (!isTimed) {
      const timedFor = sendings;
      isTimed = true;
      ports.after(GATHER_MS, () => timedFor === sendings && sendAll());
    }
  }

  function sendAll(): void {
    sendings += 1;
    isTimed = false;
    for (const batch of batchesOf(waiting.splice(0), ports.batching.size)) {
      sendBatch(
        batch.map(({ call }) => call),
        ports,
        {
          answered: () => {
            working += batch.length;
          },
          told: (place, outcome) => told(batch[place] as Waiting, outcome),
        },
      );
    }
  }

  function told({ order, step }: Waiting, outcome: CallOutcome): void {
    if (outcome === "done") {
      write(order, step + 1);
      return;
    }
    if (outcome === "lost-answer") order.lostAt = step;
    working -= 1;
    ports.ended(order, outcome);
    sendWhenComplete();
  }

  for (const order of orders) write(order, 0);
}

/** Records of one type, as many as a batch holds; all orders make the same records in the same steps. */
function batchesOf(waiting: readonly Waiting[], size: number): readonly (readonly Waiting[])[] {
  return [...new Set(waiting.map(({ step }) => step))].flatMap((step) => {
    const alike = waiting.filter((each) => each.step === step);
    return Array.from({ length: Math.ceil(alike.length / size) }, (_, n) =>
      alike.slice(n * size, (n + 1) * size),
    );
  });
}
