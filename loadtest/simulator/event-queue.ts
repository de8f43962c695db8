/** What happens next: a binary heap of moments, in which nothing is made anew for an event but its own closure. */

export interface EventQueue {
  /** The simulated time in ms: that of the event which is happening. */
  now(): number;
  /** Calls `happen` when that moment has come; a moment in the past is now. */
  at(moment: number, happen: () => void): void;
  /** Lets everything happen that was ever asked for, in order; what comes at the same moment, in the order it was asked for. */
  run(): void;
}

interface Event {
  readonly moment: number;
  readonly number: number;
  readonly happen: () => void;
}

const comesBefore = (one: Event, other: Event): boolean =>
  one.moment < other.moment || (one.moment === other.moment && one.number < other.number);

export function createEventQueue(): EventQueue {
  const heap: Event[] = [];
  let [now, asked] = [0, 0];

  function push(event: Event): void {
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !comesBefore(event, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = event;
  }

  function pop(): Event | undefined {
    const [first] = heap;
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) sinkFromTop(last);
    return first;
  }

  function sinkFromTop(event: Event): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let child = heap[below];
      if (child === undefined) break;
      const other = heap[below + 1];
      if (other !== undefined && comesBefore(other, child)) {
        below += 1;
        child = other;
      }
      if (!comesBefore(child, event)) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = event;
  }

  return {
    now: () => now,
    at(moment, happen) {
      asked += 1;
      push({ moment: Math.max(now, moment), number: asked, happen });
    },
    run() {
      for (let event = pop(); event !== undefined; event = pop()) {
        now = event.moment;
        event.happen();
      }
    },
  };
}
