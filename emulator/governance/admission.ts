/** Gives a call that has logged in its slot, or the answer it gets without one. */
import type { AccountCore } from "../account.ts";
import type { Reply } from "../exchange/answer.ts";
import type { Call } from "../exchange/call.ts";
import type { Strike } from "../faults/fault-list.ts";
import { occupySlots } from "./occupation.ts";
import { overLimit } from "./over-limit.ts";
import type { Slot } from "./slots.ts";

interface Arrival {
  readonly account: AccountCore;
  readonly call: Call;
  readonly integration: string;
  readonly strike: Strike | undefined;
}

type Admission =
  | { readonly kind: "in"; readonly slot: Slot }
  | { readonly kind: "refused"; readonly reply: Promise<Reply> };

export function admit({ account, call, integration, strike }: Arrival): Admission {
  const effect = strike?.effect;
  if (effect === "over-limit" || effect === "failed-login") {
    account.slots.turnAway(integration);
    const told = effect === "failed-login" ? effect : "refused";
    return { kind: "refused", reply: overLimit(account, call, told) };
  }
  if (typeof effect === "object" && "occupySlots" in effect) {
    occupySlots(account.slots, account.clock, effect.occupySlots);
  }
  const slot = account.slots.take(integration);
  if (slot !== undefined) return { kind: "in", slot };
  return { kind: "refused", reply: overLimit(account, call, account.overload) };
}
