/** The orders that are due in a simulation: live ones first, each priority first come, first served. */
import type { Priority, SimulatedOrder } from "./simulated-order.ts";

export interface OrderLine {
  readonly length: number;
  add(order: SimulatedOrder): void;
  /** The next one; one in bulk only when it may be. */
  next(mayBeBulk: boolean): SimulatedOrder | undefined;
  /** As many as that of one priority. */
  take(priority: Priority, count: number): readonly SimulatedOrder[];
}

export function createOrderLine(): OrderLine {
  const lines = { live: createLine<SimulatedOrder>(), bulk: createLine<SimulatedOrder>() };
  return {
    get length() {
      return lines.live.length() + lines.bulk.length();
    },
    add: (order) => lines[order.priority].add(order),
    next: (mayBeBulk) => lines.live.next() ?? (mayBeBulk ? lines.bulk.next() : undefined),
    take(priority, count) {
      const line = lines[priority];
      return Array.from({ length: Math.min(count, line.length()) }, () => line.next() as SimulatedOrder);
    },
  };
}

/** Without moving the ones behind for each that leaves. */
function createLine<T>(): { add(one: T): void; next(): T | undefined; length(): number } {
  let waiting: T[] = [];
  let served = 0;
  return {
    add: (one) => waiting.push(one),
    length: () => waiting.length - served,
    next() {
      const one = waiting[served];
      if (one === undefined) return undefined;
      served += 1;
      if (served > 4_096 && served * 2 > waiting.length) {
        waiting = waiting.slice(served);
        served = 0;
      }
      return one;
    },
  };
}
