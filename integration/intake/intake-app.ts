/** The door for orders: a webhook is answered with 200 only when it is on disk. */
import express, { type Express, type RequestHandler } from "express";
import type { Clock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { IntegrationObserver } from "../observer.ts";
import { healthRoutes } from "../service/health-routes.ts";
import type { ReadinessCheck } from "../service/readiness.ts";
import { isSignedByShopify } from "../sources/shopify/webhook-signature.ts";
import { inSpan } from "../tracing.ts";
import { toIncomingOrder } from "./incoming-order.ts";
import { answerRefusals, type OnRefused, Refused, refuseUnknownPath } from "./refusal.ts";

const MIB = 1024 * 1024;

export interface IntakeOptions {
  readonly ledger: Pick<Ledger, "accept">;
  /** Webhook secrets, more than one while a rotation is under way. */
  readonly secrets: readonly string[];
  /** As in `X-Shopify-Shop-Domain`, such as `acme-store.myshopify.com`. */
  readonly shopDomain: string;
  /** Which flow the entries belong to. */
  readonly flow: string;
  readonly clock: Clock;
  /** An order with hundreds of lines has about 3 KiB a line. @default 4 MiB */
  readonly maxBodyBytes?: number;
  /** A new entry is on disk (not called for duplicates). Must not throw. */
  readonly onAccepted?: NonNullable<IntegrationObserver["onAccepted"]>;
  /** The same order again. Must not throw. */
  readonly onDuplicate?: () => void;
  /** Answers `/readyz`, which is not there without it. */
  readonly readiness?: Pick<ReadinessCheck, "check">;
  /** A request was not taken; for counters and the log. Must not throw. */
  readonly onRefused?: OnRefused;
}

/** The whole pipeline, in order. @throws IntegrationError `CONFIGURATION_INVALID` without a usable secret */
export function createIntakeApp(options: IntakeOptions): Express {
  requireSecrets(options.secrets);
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(healthRoutes(options.readiness));
  app.post(
    "/webhooks/shopify/orders",
    readBody(options.maxBodyBytes ?? 4 * MIB),
    requireSignature(options.secrets),
    requireShop(options.shopDomain),
    requireOrderTopic,
    acceptOrder(options),
  );
  app.use(refuseUnknownPath);
  app.use(answerRefusals(options.onRefused ?? (() => undefined)));
  return app;
}

/** Whatever the content type: the signature is over bytes, and a body that is not JSON is kept too. */
function readBody(limit: number): RequestHandler {
  return express.raw({ type: () => true, limit, inflate: false });
}

/** Express leaves the body out when a request has none. */
const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array());

function requireSignature(secrets: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const signature = request.get("x-shopify-hmac-sha256");
    if (!isSignedByShopify({ rawBody: bytesOf(request.body), signature, secrets }))
      throw new Refused("SIGNATURE_INVALID");
    next();
  };
}

/** Two shops of one app share its secret, so a good signature alone does not say whose order it is. */
function requireShop(shopDomain: string): RequestHandler {
  const expected = shopDomain.toLowerCase();
  return (request, _response, next) => {
    const shop = request.get("x-shopify-shop-domain");
    if (shop !== undefined && shop.toLowerCase() !== expected) throw new Refused("SHOP_MISMATCH");
    next();
  };
}

const ORDER_TOPICS: ReadonlySet<string> = new Set(["orders/create", "orders/paid", "orders/updated"]);

const requireOrderTopic: RequestHandler = (request, _response, next) => {
  const topic = request.get("x-shopify-topic");
  if (topic !== undefined && !ORDER_TOPICS.has(topic)) throw new Refused("TOPIC_NOT_SERVED");
  next();
};

function acceptOrder({ ledger, flow, clock, onAccepted, onDuplicate }: IntakeOptions): RequestHandler {
  return async (request, response) => {
    const raw = bytesOf(request.body);
    const incoming = toIncomingOrder({ flow, raw, headers: request.headers, receivedAt: clock.now() });
    const { id, duplicate } = await inSpan("drydock.intake", { "drydock.flow": flow }, async (span) => {
      const accepted = await ledger.accept(incoming);
      span.setAttributes({ "drydock.entry": accepted.id, "drydock.duplicate": accepted.duplicate });
      return accepted;
    });
    response.json({ accepted: true, entry: id, duplicate });
    if (duplicate) onDuplicate?.();
    else onAccepted?.({ id, ...(incoming.failure === undefined ? {} : { failure: incoming.failure }) });
  };
}

/** An empty secret would make every signature forgeable. */
function requireSecrets(secrets: readonly string[]): void {
  if (secrets.length > 0 && secrets.every((secret) => secret !== "")) return;
  throw new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message:
      "The intake needs at least one webhook secret, and none may be empty. Take it from the app's settings in Shopify.",
  });
}
