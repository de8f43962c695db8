// @ts-check
/** ACME's wholesale customers pay by purchase order, and their accounting asks for its number. */
import { anOrder, oneOrder } from "netsuite-drydock/scenarios";

const scenario = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "text" });

export const wholesaleOrder = scenario({
  id: "wholesale-order",
  title: "The purchase order number of a wholesale customer stands on the sales order",
  why: "An invoice without it is not paid; each one costs a call and a month.",
  given: "an order of sixty mugs with a purchase order number and a note",
  then: "the memo begins with the number, and the note is behind it",
  order: ({ knownSku: sku }) =>
    anOrder(5001)
      .withLines([{ sku, quantity: 60, price: "6.50" }])
      .with({ po_number: "4500017", note: "Gate 3, before noon." }),
  and: ({ expect }, salesOrder) => expect.equal("memo", salesOrder?.memo, "PO 4500017 Gate 3, before noon."),
});
