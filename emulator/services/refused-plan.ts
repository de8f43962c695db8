/** The plan of a request that is refused before any record is touched. */
import type { Refusal } from "../errors/refusal.ts";
import type { OperationName, Plan } from "./service.ts";

export const refusedPlan = (refusal: Refusal, operation: OperationName = "unknown"): Plan => ({
  operation,
  latency: { kind: "get" },
  run: () => ({ kind: "refused", refusal }),
});
