/** A backlog of orders on its way from a ledger into an emulated NetSuite, in groups or one by one. */
import { expect } from "vitest";
import type { AccountOptions } from "../emulator/index.ts";
import type { IntegrationOptions } from "../integration/index.ts";
import { anOrder } from "../scenarios/index.ts";
import type { SendableOrder } from "../scenarios/world/shop.ts";
import { exampleCore, ordersOnly } from "./example-core.ts";

export interface Backlog extends Pick<AccountOptions, "faults" | "rules" | "restlets"> {
  readonly orders: readonly SendableOrder[];
  readonly batching: NonNullable<IntegrationOptions["netsuite"]["batching"]>;
}

export async function backlogOf({ orders, batching, ...account }: Backlog) {
  const errors: unknown[] = [];
  const core = await exampleCore({
    account,
    backlog: orders,
    batching,
    flows: ordersOnly,
    retry: { baseMs: 20, throttleMs: 20 },
    hooks: { onError: (error) => errors.push(error) },
  });
  const drained = () =>
    expect
      .poll(async () => {
        const { queued, running, verify } = await core.counts();
        return queued + running + verify;
      })
      .toBe(0);
  return { account: core.account, core, drained, errors };
}

/** That many, each another one. */
export const orders = (count: number) => Array.from({ length: count }, (_, n) => anOrder(n + 1));
