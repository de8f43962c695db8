/** The statuses of each transaction type: their codes (REST API Browser) and their names (NetSuite's own pages). */
import type { Reference } from "../field-value.ts";

const STATUS_NAMES = {
  salesOrder: {
    A: "Pending Approval",
    B: "Pending Fulfillment",
    C: "Cancelled",
    D: "Partially Fulfilled",
    E: "Pending Billing/Partially Fulfilled",
    F: "Pending Billing",
    G: "Billed",
    H: "Closed",
  },
  returnAuthorization: {
    A: "Pending Approval",
    B: "Pending Receipt",
    C: "Cancelled",
    D: "Partially Received",
    E: "Pending Refund/Partially Received",
    F: "Pending Refund",
    G: "Refunded",
    H: "Closed",
  },
  purchaseOrder: {
    A: "Pending Supervisor Approval",
    B: "Pending Receipt",
    C: "Rejected by Supervisor",
    D: "Partially Received",
    E: "Pending Billing/Partially Received",
    F: "Pending Bill",
    G: "Fully Billed",
    H: "Closed",
    P: "Planned",
  },
  invoice: { A: "Open", B: "Paid In Full", D: "Pending Approval", E: "Rejected", V: "Voided" },
  vendorBill: { A: "Open", B: "Paid In Full", D: "Pending Approval", E: "Rejected", V: "Voided" },
  creditMemo: { A: "Open", B: "Fully Applied", V: "Voided" },
  cashSale: { A: "Unapproved Payment", B: "Not Deposited", C: "Deposited" },
  customerPayment: { A: "Unapproved Payment", B: "Not Deposited", C: "Deposited", R: "Rejected" },
  customerDeposit: { A: "Not Deposited", B: "Deposited", C: "Fully Applied", D: "Unapproved", R: "Rejected" },
  itemFulfillment: { A: "Picked", B: "Packed", C: "Shipped" },
  opportunity: { A: "In Progress", B: "Issued Estimate", C: "Closed - Won", D: "Closed - Lost" },
} as const satisfies Record<string, Record<string, string>>;

type Named = typeof STATUS_NAMES;

export function statusOf<Type extends keyof Named>(
  recordType: Type,
  code: keyof Named[Type] & string,
): Reference {
  const names: Readonly<Record<string, string>> = STATUS_NAMES[recordType];
  return { id: code, refName: names[code] ?? code };
}
