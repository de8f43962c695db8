/** How the simulated core calls NetSuite: a slot from the production core's own governor, the call, the slot back. */
import {
  type AccountBreaker,
  type Clock,
  createSlotGovernor,
  type SlotGovernorSnapshot,
} from "../../integration/index.ts";
import type { EventQueue } from "./event-queue.ts";
import type { BegunCall, CallOutcome, SimulatedCall, SimulatedNetSuite } from "./simulated-netsuite.ts";
import type { Priority } from "./simulated-order.ts";

export interface Caller {
  /** Waits for a slot, calls NetSuite, and tells how the call ended. */
  call(of: SimulatedCall, priority: Priority, ended: (outcome: CallOutcome) => void): void;
  /** One call of a script that does one thing after the other, such as saving records, all in one slot. */
  callScript(
    works: readonly SimulatedCall[],
    priority: Priority,
    ended: (outcome: CallOutcome) => void,
  ): void;
  slots(): SlotGovernorSnapshot;
}

export interface CallerOptions {
  readonly queue: EventQueue;
  readonly netsuite: SimulatedNetSuite;
  readonly slots: number;
  /** What the core and the way to NetSuite add to each call while it holds a slot, in ms. */
  readonly overheadMs: number;
  readonly clock: Clock;
  readonly breaker: Pick<AccountBreaker, "heard">;
  readonly observer: {
    /** Before anything changes who waits or who is in flight. */
    changes(now: number): void;
    called(outcome: CallOutcome): void;
  };
}

const SCRIPT: SimulatedCall = { kind: "overhead", lines: 0 };

export function createCaller(options: CallerOptions): Caller {
  const { queue, netsuite, slots, overheadMs, clock, breaker, observer } = options;
  const governor = createSlotGovernor({ slots, clock });

  function inSlot(
    of: SimulatedCall,
    priority: Priority,
    {
      work,
      ended,
    }: { work: (begun: BegunCall, done: () => void) => void; ended: (outcome: CallOutcome) => void },
  ): void {
    governor.request(priority, (release) => {
      observer.changes(queue.now());
      const begun = netsuite.begin(of, queue.now());
      work(begun, () => {
        observer.changes(queue.now());
        observer.called(begun.outcome);
        begun.end();
        breaker.heard(HEARD[begun.outcome]);
        release(begun.outcome === "refused" ? "refused" : "ok");
        ended(begun.outcome);
      });
    });
  }

  const wait = (ms: number, then: () => void): void => queue.at(queue.now() + ms, then);

  return {
    slots: governor.snapshot,
    call(of, priority, ended) {
      inSlot(of, priority, { work: ({ ms }, done) => wait(ms + overheadMs, done), ended });
    },
    callScript(works, priority, ended) {
      inSlot(SCRIPT, priority, {
        ended,
        work({ ms, outcome }, done) {
          const isRun = outcome === "done" || outcome === "lost-answer";
          const workOn = (n: number): void => {
            const next = isRun ? works[n] : undefined;
            if (next === undefined) {
              done();
              return;
            }
            const work = netsuite.work({ ...next, isInside: true });
            wait(work.ms, () => {
              work.end();
              workOn(n + 1);
            });
          };
          wait(ms + overheadMs, () => workOn(0));
        },
      });
    },
  };
}

type Heard = Parameters<AccountBreaker["heard"]>[0];

const heard = (status: number | null, answered?: string): Heard => ({
  method: "PUT",
  path: "",
  ms: 0,
  status,
  ...(answered === undefined ? {} : { answered }),
});

/** What the breaker hears of each, as it would from the wire. */
const HEARD = {
  done: heard(204),
  refused: heard(429),
  unavailable: heard(503),
  "lost-answer": heard(null),
  "login-refused": heard(401),
} as const satisfies Record<CallOutcome, Heard>;
