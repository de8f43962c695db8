/** The peak's surroundings: an emulated account, the real core before it, and the shop's signed webhooks. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type Account, createEmulator, startHttpDoor } from "../../emulator/index.ts";
import { type Integration, signingSources, startIntegration } from "../../integration/index.ts";
import type { LoadRequest, PeakArrivals } from "../../loadtest/index.ts";
import { asManyAs, type RawOrder, webhookFor } from "../../scenarios/index.ts";
import { type Project, pushedFlows } from "../config/project.ts";

export interface PeakRig {
  readonly account: Account;
  readonly integration: Integration;
  readonly sent: readonly RawOrder[];
  readonly webhooks: readonly LoadRequest[];
  readonly arrivals: PeakArrivals;
  close(): Promise<void>;
}

const SHOP_SECRET = "a-webhook-secret-for-tests-only";

export interface PeakRigRequest {
  readonly project: Project;
  readonly orders: readonly RawOrder[];
  /** Where the ledger may be. */
  readonly folder: string;
  /** When each order arrives, in ms; all at once when left out. */
  readonly dueAt?: ArrayLike<number>;
}

export async function createPeakRig(request: PeakRigRequest): Promise<PeakRig> {
  const { project, orders } = request;
  const { config } = project;
  const folder = await mkdtemp(join(request.folder, "peak-"));
  const { tier, suiteCloudPlus, account: accountId } = config.netsuite;
  const { latency } = config.plan;
  const emulator = createEmulator({
    accounts: [
      { accountId, tier, suiteCloudPlus, latency, rules: project.rules, masterData: project.masterData },
    ],
    timeScale: config.load.timeScale,
  });
  const door = await startHttpDoor(emulator);
  const account = emulator.account(accountId);
  const integration = await startCore(project, { account, url: door.url, folder });
  const sent = asManyAs(request.dueAt?.length ?? Math.max(config.load.orders, orders.length), orders);
  return {
    account,
    integration,
    sent,
    webhooks: sent.map(({ raw }, n) => webhookRequest(project, raw, n)),
    arrivals: arrivalsOf(request),
    async close() {
      await integration.stop();
      await door.close();
    },
  };
}

function arrivalsOf({ dueAt, project }: PeakRigRequest): PeakArrivals {
  if (dueAt !== undefined) return { kind: "profile", dueAt };
  return { kind: "burst", connections: project.config.load.connections };
}

function startCore(
  project: Project,
  at: { account: Account; url: string; folder: string },
): Promise<Integration> {
  const { config } = project;
  const flows = pushedFlows(project);
  return startIntegration({
    shop: { domain: config.shop.domain, secrets: [SHOP_SECRET] },
    netsuite: {
      accountId: at.account.accountId,
      baseUrl: at.url,
      credentials: at.account.credentials,
      slots: Math.max(1, at.account.concurrencyLimit - config.netsuite.reservedSlots),
    },
    ledger: { file: join(at.folder, "ledger.sqlite") },
    flows,
    webhookSecrets: Object.fromEntries(signingSources(flows).map((source) => [source, [SHOP_SECRET]])),
  });
}

function webhookRequest({ config }: Project, raw: string, n: number): LoadRequest {
  const options = {
    secret: SHOP_SECRET,
    shopDomain: config.shop.domain,
    topic: "orders/create",
    webhookId: `peak-${n + 1}`,
  };
  const { headers, body } = webhookFor(raw, options);
  return { method: "POST", path: "/webhooks/shopify/orders", headers, body };
}
