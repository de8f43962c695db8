/** `/healthz` (the process lives) and `/readyz` (it can take orders), for whoever starts, stops and feeds it. */
import { Router } from "express";
import type { ReadinessCheck } from "./readiness.ts";

export function healthRoutes(readiness: Pick<ReadinessCheck, "check"> | undefined): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  if (readiness === undefined) return router;
  router.get("/readyz", async (request, response) => {
    const { intake, delivery } = await readiness.check();
    // Whoever only feeds the door must not turn away because NetSuite is down: that is asked for by name.
    const reasons = "delivery" in request.query ? [...intake, ...delivery] : intake;
    const isReady = reasons.length === 0;
    response.status(isReady ? 200 : 503).json({ status: isReady ? "ready" : "not ready", intake, delivery });
  });
  return router;
}
