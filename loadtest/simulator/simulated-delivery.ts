/** One order of a simulation by itself: a write after the other, and after a lost answer a look before anything is sent again. */
import type { Caller } from "./simulated-caller.ts";
import type { CallOutcome, SimulatedCall } from "./simulated-netsuite.ts";
import type { SimulatedOrder } from "./simulated-order.ts";

type Ended = (outcome: CallOutcome) => void;

const LOOK_UP: SimulatedCall = { kind: "query", lines: 0 };

/** Ends with "done" when NetSuite holds the whole order, else with what its last call met. */
export function deliverAlone(order: SimulatedOrder, caller: Caller, ended: Ended): void {
  if (order.lostAt === null) write(order, 0, { caller, ended });
  else lookUp(order, order.lostAt, { caller, ended });
}

interface Delivery {
  readonly caller: Caller;
  readonly ended: Ended;
}

function write(order: SimulatedOrder, step: number, delivery: Delivery): void {
  const next = order.calls[step];
  if (next === undefined) {
    delivery.ended("done");
    return;
  }
  delivery.caller.call(next, order.priority, (outcome) => {
    if (outcome === "lost-answer") order.lostAt = step;
    if (outcome === "done") write(order, step + 1, delivery);
    else delivery.ended(outcome);
  });
}

/** Only the last record proves that everything was written. */
function lookUp(order: SimulatedOrder, step: number, delivery: Delivery): void {
  delivery.caller.call(LOOK_UP, order.priority, (outcome) => {
    if (outcome === "done") order.lostAt = null;
    if (outcome !== "done" || step === order.calls.length - 1) delivery.ended(outcome);
    else write(order, 0, delivery);
  });
}
