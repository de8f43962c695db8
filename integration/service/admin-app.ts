/** The back door, for people and machines of the house: health, metrics, and the desk under `/admin/v1`. */
import express, { type Express } from "express";
import type { DeadLetterDesk } from "../dlq/dead-letter-desk.ts";
import { guardAccess } from "./access-guard.ts";
import { deadLetterRoutes } from "./dead-letter-routes.ts";
import { entryRoutes } from "./entry-routes.ts";
import { healthRoutes } from "./health-routes.ts";
import { type LedgerRoutes, ledgerRoutes } from "./ledger-routes.ts";
import type { Metrics } from "./metrics.ts";
import { answerProblems, noSuchPath } from "./problem.ts";

export interface AdminOptions extends LedgerRoutes {
  readonly desk: DeadLetterDesk;
  readonly metrics: Metrics;
  /** Without one only this machine is served. */
  readonly token: string | undefined;
  readonly onError: (error: unknown) => void;
}

/** An edited order comes in a body; an order with hundreds of lines has about 3 KiB a line. */
const MAX_BODY = "6mb";

export function createAdminApp(options: AdminOptions): Express {
  const { desk, metrics, readiness, token, onError } = options;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(healthRoutes(readiness));
  app.use(guardAccess(token));
  app.get("/metrics", async (_request, response) => {
    response.set("content-type", metrics.contentType).send(await metrics.text());
  });
  app.use("/admin/v1", express.json({ limit: MAX_BODY, inflate: false }));
  app.use("/admin/v1/dead-letters", deadLetterRoutes(desk));
  app.use("/admin/v1/entries", entryRoutes(desk));
  app.use("/admin/v1", ledgerRoutes(options));
  app.use(noSuchPath);
  app.use(answerProblems(onError));
  return app;
}
