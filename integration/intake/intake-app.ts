/** The door for source records: a webhook is answered with 200 only when it is on disk. */
import express, { type Express, type RequestHandler } from "express";
import type { Clock } from "../clock.ts";
import type { Flow, WebhookSource } from "../flows/flow.ts";
import { healthRoutes } from "../service/health-routes.ts";
import type { ReadinessCheck } from "../service/readiness.ts";
import { type Acceptance, accept } from "./accept.ts";
import { answerRefusals, type OnRefused, Refused, refuseUnknownPath } from "./refusal.ts";
import type { Webhook, WebhookDoor } from "./webhook.ts";

export interface IntakeOptions extends Acceptance {
  /** Those that listen to webhooks are served here. */
  readonly flows: readonly Pick<Flow, "source">[];
  readonly clock: Clock;
  /** A larger body is answered with 413 and not read to its end. */
  readonly maxBodyBytes: number;
  /** Answers `/readyz`, which is not there without it. */
  readonly readiness?: Pick<ReadinessCheck, "check">;
  /** A request was not taken; for counters and the log. Must not throw. */
  readonly onRefused?: OnRefused;
}

/** The whole pipeline, in order. */
export function createIntakeApp(options: IntakeOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // The doors first: they are knocked at most, and each layer before them costs every webhook.
  for (const [door, sources] of doorsOf(options.flows)) {
    app.post(door.path, readBody(options.maxBodyBytes), takeIn(door, sources, options));
  }
  app.use(healthRoutes(options.readiness));
  app.use(refuseUnknownPath);
  app.use(answerRefusals(options.onRefused ?? (() => undefined)));
  return app;
}

function doorsOf(flows: IntakeOptions["flows"]): ReadonlyMap<WebhookDoor, readonly WebhookSource[]> {
  const doors = new Map<WebhookDoor, WebhookSource[]>();
  for (const { source } of flows) {
    if (source.kind === "webhook") doors.set(source.door, [...(doors.get(source.door) ?? []), source]);
  }
  return doors;
}

/** Whatever the content type: the signature is over bytes, and a body that is not JSON is kept too. */
function readBody(limit: number): RequestHandler {
  return express.raw({ type: () => true, limit, inflate: false });
}

/** Express leaves the body out when a request has none. */
const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array());

function takeIn(
  door: WebhookDoor,
  sources: readonly WebhookSource[],
  options: IntakeOptions,
): RequestHandler {
  return async ({ body, headers }, response) => {
    const webhook: Webhook = { raw: bytesOf(body), headers, receivedAt: options.clock.now() };
    const refusal = door.refusalOf(webhook);
    if (refusal !== null) throw new Refused(refusal);
    const source = sources.find((each) => each.takes(webhook));
    if (source === undefined) throw new Refused("TOPIC_NOT_SERVED");
    const { id, duplicate } = await accept(await source.toIncoming(webhook), options);
    response.json({ accepted: true, entry: id, duplicate });
  };
}
