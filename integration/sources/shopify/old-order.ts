/**
 * Edits of old orders may wait: a shop that tags twenty thousand of them at once sends twenty thousand webhooks, and today's orders
 * go before them. What is paid or cancelled late is as urgent as ever.
 */
import type { Priority } from "../../ledger/entry.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const EDITED = "orders/updated";

export interface Edit {
  readonly topic: string | undefined;
  /** In milliseconds since 1970; null when the order does not say it. */
  readonly placedAt: number | null;
  readonly receivedAt: number;
}

export function priorityOf({ topic, placedAt, receivedAt }: Edit, oldAfterDays: number): Priority {
  const isOld = placedAt !== null && receivedAt - placedAt > oldAfterDays * DAY_MS;
  return isOld && topic === EDITED ? "bulk" : "live";
}
