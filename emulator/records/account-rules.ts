/** Rules about records that differ from account to account, or that no public source settles. */
import { z } from "zod";

export const accountRulesSchema = z.strictObject({
  /** Most characters of a whole address; NetSuite has no such rule by itself. */
  addressTotalLength: z.int().positive().optional(),
  /** The preference Allow Free-Form States in Addresses; without it a state must be a short name of its country's. */
  freeFormStates: z.boolean().default(false),
  /** What happens to a read-only field in a body. */
  readOnlyFields: z.enum(["ignored", "refused"]).default("ignored"),
  /** Whether a record that others refer to, or a transaction that others were made from, can be deleted. */
  dependentRecords: z.enum(["kept", "orphaned"]).default("kept"),
  /** Orders and sales of nothing: NetSuite takes them, a script of the account's may not. */
  zeroTotals: z.enum(["taken", "refused"]).default("taken"),
  negativeRates: z.enum(["taken", "refused"]).default("taken"),
  /** A customer's balance and what is sold to it now, against its credit limit. */
  creditLimit: z.enum(["ignored", "refused"]).default("ignored"),
  /** A new posting transaction whose date is in a closed period: refused, or posted to the next open one. */
  closedPeriodDate: z.enum(["refused", "next-open-period"]).default("refused"),
  /** A date outside the posting period that was sent. */
  dateOutsidePeriod: z.enum(["taken", "refused"]).default("taken"),
  /** Whether the role may edit an order that was partly fulfilled or billed (it needs to approve orders). */
  processedOrders: z.enum(["editable", "refused"]).default("editable"),
  /** The preference to invoice in advance of fulfilment. */
  billingBeforeFulfillment: z.enum(["allowed", "fulfilled-only"]).default("allowed"),
  /** The preference to ship more than was ordered. */
  overFulfillment: z.enum(["refused", "taken"]).default("refused"),
  /** Editing an invoice to less than what is paid of it; where it is taken, a negative amount remains. */
  invoicesBelowPaid: z.enum(["refused", "taken"]).default("refused"),
  /** Shipping and adjusting below nothing. */
  negativeStock: z.enum(["taken", "refused"]).default("taken"),
  /** Record actions on orders, which Oracle's list of actions does not have: approve, close, cancel. */
  orderActions: z.enum(["refused", "taken"]).default("refused"),
  /** Most lines of a transaction. */
  transactionLines: z.int().positive().default(10_000),
});

export type AccountRules = Readonly<z.output<typeof accountRulesSchema>>;
