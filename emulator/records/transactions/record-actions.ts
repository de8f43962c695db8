/** The buttons of NetSuite's pages that a request may press: Oracle's list, and three on orders that an account may switch on. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { AccountRules } from "../account-rules.ts";
import { type Fields, isReference, linesOf } from "../field-value.ts";
import type { StoredRow } from "../record-store.ts";
import { statusOf } from "./statuses.ts";

interface Action {
  /** Undefined where the button would not be there. */
  press(record: Fields): Fields | undefined;
}

/** Oracle help section_1516982564. */
const INVOICE_ACTIONS: Readonly<Record<string, Action>> = {
  markforgrouping: { press: () => ({ forInvoiceGrouping: true }) },
  unmarkforgrouping: { press: () => ({ forInvoiceGrouping: false }) },
  removeinvoicefromgroup: {
    press: ({ groupedTo }) => (groupedTo === undefined ? undefined : { groupedTo: null }),
  },
};

const ACTIONS: Readonly<Record<string, Readonly<Record<string, Action>>>> = { invoice: INVOICE_ACTIONS };

type OrderType = "salesOrder" | "returnAuthorization" | "purchaseOrder";

const isAt = (record: Fields, codes: readonly string[]): boolean =>
  isReference(record["orderStatus"]) && codes.includes(record["orderStatus"].id);

/** NetSuite's pages have these buttons, its list of actions has not. */
const orderActions = (type: OrderType): Readonly<Record<string, Action>> => ({
  approve: {
    press: (record) => (isAt(record, ["A"]) ? { orderStatus: { ...statusOf(type, "B") } } : undefined),
  },
  cancel: {
    press: (record) => (isAt(record, ["A"]) ? { orderStatus: { ...statusOf(type, "C") } } : undefined),
  },
  close: {
    press(record) {
      if (isAt(record, ["C", "G", "H"])) return undefined;
      const items = linesOf(record["item"]).map((line) => ({ ...line, isClosed: true }));
      return { item: { items } };
    },
  },
});

const ORDER_ACTIONS: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  salesOrder: orderActions("salesOrder"),
  returnAuthorization: orderActions("returnAuthorization"),
  purchaseOrder: orderActions("purchaseOrder"),
};

export function actionChanges(
  { recordType, fields }: StoredRow,
  action: string,
  rules: Pick<AccountRules, "orderActions">,
): Outcome<Fields> {
  const own = {
    ...ACTIONS[recordType],
    ...(rules.orderActions === "taken" ? ORDER_ACTIONS[recordType] : {}),
  };
  const name = action.toLowerCase();
  const found = Object.hasOwn(own, name) ? own[name] : undefined;
  if (found === undefined) return refuse({ key: "action-unknown", values: { action, recordType } });
  const changes = found.press(fields);
  return changes === undefined ? refuse({ key: "action-impossible", values: { action } }) : accept(changes);
}
