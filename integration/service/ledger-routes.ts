/** `/admin/v1/status` and `/admin/v1/redactions`: the ledger as a whole. */
import { Router } from "express";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { SlotGovernorSnapshot } from "../delivery/slot-governor.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { ReadinessCheck } from "./readiness.ts";

export interface LedgerRoutes {
  readonly ledger: Ledger;
  readonly slots: () => SlotGovernorSnapshot;
  readonly readiness: Pick<ReadinessCheck, "check">;
  readonly clock: Clock;
}

const text = z.string().min(1);
const redaction = z.strictObject({
  which: z.union([
    z.strictObject({ flow: text, key: text }),
    z.strictObject({
      finishedBefore: z.iso.datetime({ offset: true }).transform((time) => Date.parse(time)),
    }),
  ]),
  by: text,
  reason: text,
});

export function ledgerRoutes({ ledger, slots, readiness, clock }: LedgerRoutes): Router {
  const router = Router();
  router.get("/status", async (_request, response) => {
    response.json({ entries: await ledger.counts(), slots: slots(), ...(await readiness.check()) });
  });
  router.post("/redactions", async (request, response) => {
    const redacted = await ledger.redact({ ...redaction.parse(request.body), now: clock.now() });
    response.json({ redacted });
  });
  return router;
}
