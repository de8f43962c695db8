/** The example shop's flows in a running core, before an emulated account on a real socket. */
import { request } from "undici";
import { expect, onTestFinished } from "vitest";
import { pushedFlows } from "../cli/config/project.ts";
import type { Account, AccountOptions } from "../emulator/index.ts";
import {
  type EntryState,
  type IntegrationOptions,
  type LedgerEntry,
  openLedger,
  signRequest,
  startIntegration,
  systemClock,
} from "../integration/index.ts";
import { temporaryFile } from "../integration/ledger/sqlite/temporary-ledger.contract.ts";
import { sendWebhook, webhookFor } from "../scenarios/index.ts";
import type { SendableOrder } from "../scenarios/world/shop.ts";
import {
  acceptOrders,
  type ExampleNetSuite,
  SECRET,
  SHOP,
  startExampleNetSuite,
} from "./example-netsuite.ts";

export const SALESFORCE_SECRET = "another-secret-for-tests-only";

/** Waits of milliseconds instead of minutes: what follows what is the same, only sooner. */
const QUICK = {
  worker: { pollMs: 20 },
  retry: { baseMs: 10, capMs: 50, slowMs: 50, throttleMs: 40, holdMs: 40 },
} as const;

type Flows = IntegrationOptions["flows"];

interface ExampleCoreOptions extends Pick<IntegrationOptions, "worker" | "retry"> {
  readonly account?: Pick<AccountOptions, "rules" | "faults" | "restlets">;
  /** One that is there already, with what an earlier core has left in it. @default a new one */
  readonly into?: ExampleNetSuite;
  readonly batching?: IntegrationOptions["netsuite"]["batching"];
  readonly flows?: (flows: Flows) => Flows;
  /** Orders that are in the ledger before the core starts. */
  readonly backlog?: readonly SendableOrder[];
  readonly hooks?: Parameters<typeof startIntegration>[1];
}

export const ordersOnly = (flows: Flows): Flows => flows.filter(({ kind }) => kind === "shopify-orders");

export async function exampleCore(given: ExampleCoreOptions = {}) {
  const { flows: change = (flows) => flows, batching, backlog = [], hooks } = given;
  const { project, account, door, options } = given.into ?? (await startExampleNetSuite(given.account));
  if (given.into === undefined) onTestFinished(() => door.close());
  const integration = await startIntegration(
    {
      ...options({ slots: 4, timeoutMs: 5_000, ...(batching && { batching }) }),
      ledger: { file: await ledgerWith(backlog) },
      flows: change(pushedFlows(project)),
      webhookSecrets: { salesforce: [SALESFORCE_SECRET] },
      worker: given.worker ?? QUICK.worker,
      retry: given.retry ?? QUICK.retry,
    },
    hooks,
  );
  onTestFinished(() => integration.stop());
  const { ledger, desk, url } = integration;
  const entriesOf = (key: string): Promise<readonly LedgerEntry[]> => ledger.find({ key });
  return {
    account,
    ledger,
    desk,
    url,
    counts: integration.counts,
    entriesOf,
    /** Sends a webhook as the shop does; gives the status of the answer. */
    async send(body: string, topic: string): Promise<number> {
      const webhook = webhookFor(body, { secret: SECRET, shopDomain: SHOP, topic });
      return (await sendWebhook(`${url}/webhooks/shopify`, webhook)).status;
    },
    /** The last entry of this key, once it is in this state. */
    async until(key: string, state: EntryState): Promise<LedgerEntry> {
      await expect.poll(async () => (await entriesOf(key)).at(-1)?.state).toBe(state);
      const last = (await entriesOf(key)).at(-1);
      if (last === undefined) throw new Error(`nothing is known of ${key}`);
      return last;
    },
    netsuite: callsOf(account, door.url),
    recordsOf: (recordType: string) => account.records.list(recordType),
  };
}

async function ledgerWith(orders: readonly SendableOrder[]): Promise<string> {
  const file = temporaryFile();
  const ledger = await openLedger({ file }, { clock: systemClock });
  await acceptOrders(ledger, orders);
  await ledger.close();
  return file;
}

/** A person's or another integration's write to NetSuite; gives the internal id that its answer names. */
function callsOf({ accountId, credentials }: Account, url: string) {
  return async (path: string, body: object = {}, method: "POST" | "PATCH" = "POST"): Promise<string> => {
    const target = `${url}/services/rest/record/v1/${path}`;
    const signed = { method, url: target, realm: accountId, credentials, now: Date.now() };
    const headers = { authorization: signRequest(signed), "content-type": "application/json" };
    const answer = await request(target, { method, headers, body: JSON.stringify(body) });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`);
    return String(answer.headers["location"]).split("/").at(-1) ?? "";
  };
}
