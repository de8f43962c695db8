/** What SuiteQL calls each kind of transaction, where its lines stand, and which way they count. */

export interface TransactionKind {
  /** What the column type says. */
  readonly code: string;
  /** The sublists that are lines, in this order. */
  readonly sublists: readonly string[];
  /** Of quantities and amounts on lines: what leaves stock or is owed by others is negative there. */
  readonly sign: 1 | -1;
  /** Whether it counts in the ledger. */
  readonly posts: boolean;
  /** Where a line has its quantity. */
  readonly quantity?: string;
  /** It has no lines of its own: what it is for stands on a line, with the account that a field names. */
  readonly otherSide?: { readonly account?: string };
}

const GOODS = ["item", "expense", "expCost", "itemCost", "time"];

/** Codes as in public queries; that every sale counts down and every purchase or return up is inferred from sales and bills. */
const KINDS: Readonly<
  Record<string, Omit<TransactionKind, "sublists"> & { readonly sublists?: readonly string[] }>
> = {
  salesOrder: { code: "SalesOrd", sign: -1, posts: false },
  estimate: { code: "Estimate", sign: -1, posts: false },
  opportunity: { code: "Opprtnty", sign: -1, posts: false },
  invoice: { code: "CustInvc", sign: -1, posts: true },
  cashSale: { code: "CashSale", sign: -1, posts: true },
  itemFulfillment: { code: "ItemShip", sign: -1, posts: true },
  customerPayment: { code: "CustPymt", sign: -1, posts: true, otherSide: { account: "arAcct" } },
  customerDeposit: { code: "CustDep", sign: -1, posts: true, otherSide: {} },
  returnAuthorization: { code: "RtnAuth", sign: 1, posts: false },
  creditMemo: { code: "CustCred", sign: 1, posts: true },
  cashRefund: { code: "CashRfnd", sign: 1, posts: true },
  purchaseOrder: { code: "PurchOrd", sign: 1, posts: false },
  itemReceipt: { code: "ItemRcpt", sign: 1, posts: true },
  vendorBill: { code: "VendBill", sign: 1, posts: true },
  vendorPayment: { code: "VendPymt", sign: 1, posts: true },
  vendorCredit: { code: "VendCred", sign: -1, posts: true },
  journalEntry: { code: "Journal", sign: 1, posts: true, sublists: ["line"] },
  inventoryAdjustment: {
    code: "InvAdjst",
    sign: 1,
    posts: true,
    sublists: ["inventory"],
    quantity: "adjustQtyBy",
  },
  inventoryTransfer: {
    code: "InvTrnfr",
    sign: 1,
    posts: true,
    sublists: ["inventory"],
    quantity: "adjustQtyBy",
  },
};

export function kindOf(recordType: string): TransactionKind {
  const kind = KINDS[recordType] ?? { code: recordType, sign: -1, posts: false };
  return { ...kind, sublists: kind.sublists ?? GOODS };
}
