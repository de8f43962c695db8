/** The small company with an order in it, and calls that carry the order on, for tests of a transaction's life. */
import type { AccountOptions } from "../account-options.ts";
import { type Acme, type Answer, acme, anOrder, RECORDS } from "./acme.ts";

export interface OrderToCash extends Acme {
  /** Internal id of the sales order S-1: two anchors at 10.50. */
  readonly order: string;
  fields(recordType: string, id: string): Readonly<Record<string, unknown>>;
  transform(from: string, id: string, to: string, body?: unknown): Promise<Answer & { readonly id: string }>;
}

export async function orderToCash(
  order: Readonly<Record<string, unknown>> = {},
  options: Partial<AccountOptions> = {},
): Promise<OrderToCash> {
  const world = acme(options);
  await world.call("PUT", `${RECORDS}/salesOrder/eid:S-1`, { body: anOrder(order) });
  return {
    ...world,
    order: world.account.records.find("salesOrder", { externalId: "S-1" })?.id ?? "",
    fields: (recordType, id) => world.account.records.find(recordType, { id })?.fields ?? {},
    async transform(from, id, to, body) {
      const answer = await world.call("POST", `${RECORDS}/${from}/${id}/!transform/${to}`, { body });
      return { ...answer, id: answer.headers["location"]?.split("/").at(-1) ?? "" };
    },
  };
}
