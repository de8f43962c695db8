/** The door for source records: a webhook is answered with 200 only when it is on disk. */
import type { RequestListener } from "node:http";
import express from "express";
import type { Flow, WebhookSource } from "../flows/flow.ts";
import { healthRoutes } from "../service/health-routes.ts";
import type { ReadinessCheck } from "../service/readiness.ts";
import { type DoorOptions, listenAtDoors } from "./door-listener.ts";
import { answerRefusals, type OnRefused, refuseUnknownPath } from "./refusal.ts";
import type { WebhookDoor } from "./webhook.ts";

export interface IntakeOptions extends Omit<DoorOptions, "onRefused"> {
  /** Those that listen to webhooks are served here. */
  readonly flows: readonly Pick<Flow, "source">[];
  /** Answers `/readyz`, which is not there without it. */
  readonly readiness?: Pick<ReadinessCheck, "check">;
  /** A request was not taken; for counters and the log. Must not throw. */
  readonly onRefused?: OnRefused;
}

/** The whole pipeline, in order. */
export function createIntakeApp(options: IntakeOptions): RequestListener {
  const { flows, readiness, onRefused = () => undefined } = options;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(healthRoutes(readiness));
  app.use(refuseUnknownPath);
  app.use(answerRefusals(onRefused));
  return listenAtDoors(doorsOf(flows), { ...options, onRefused }, app);
}

function doorsOf(flows: IntakeOptions["flows"]): ReadonlyMap<WebhookDoor, readonly WebhookSource[]> {
  const doors = new Map<WebhookDoor, WebhookSource[]>();
  for (const { source } of flows) {
    if (source.kind === "webhook") doors.set(source.door, [...(doors.get(source.door) ?? []), source]);
  }
  return doors;
}
