/** A reconciliation every so often, as long as the service runs. */
import type { IntegrationConfig } from "../config.ts";
import { recordingCalls } from "../delivery/call-log.ts";
import { IntegrationError } from "../errors.ts";
import type { PollSource } from "../flows/flow.ts";
import { type ReconcilePorts, type Reconciliation, reconcile } from "./reconcile.ts";

export function scheduledReconciliation(
  { everyMinutes, repair }: NonNullable<IntegrationConfig["reconcile"]>,
  ports: ReconcilePorts,
  onReconciled: (result: Reconciliation) => void,
): PollSource {
  return {
    kind: "poll",
    everyMs: everyMinutes * 60_000,
    async poll() {
      const { result } = await recordingCalls("bulk", () => reconcile(ports, { repair }));
      if (result.ok) return onReconciled(result.value);
      const { message, advice } = result.failure;
      throw new IntegrationError({
        code: "SOURCE_FAILED",
        message: `The shop, the ledger and NetSuite could not be compared: ${message} They are compared again. ${advice}`,
      });
    },
  };
}
