/** The example shop's flows in a running core, before an emulated account on a real socket. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { expect, onTestFinished } from "vitest";
import { loadProject, type Project, pushedFlows } from "../cli/config/project.ts";
import { type Account, createEmulator, startHttpDoor } from "../emulator/index.ts";
import {
  type EntryState,
  type IntegrationOptions,
  type LedgerEntry,
  signRequest,
  startIntegration,
} from "../integration/index.ts";
import { webhookFor } from "../scenarios/index.ts";
import { EXAMPLE } from "./example-project.ts";

const SHOP = "acme-store.example";
const SECRET = "a-webhook-secret-for-tests-only";

export const SALESFORCE_SECRET = "another-secret-for-tests-only";

/** Waits of milliseconds instead of minutes: what follows what is the same, only sooner. */
const QUICK = {
  worker: { pollMs: 20 },
  retry: { baseMs: 10, capMs: 50, slowMs: 50, throttleMs: 40, holdMs: 40 },
} as const;

export async function exampleCore(
  change: (flows: IntegrationOptions["flows"]) => IntegrationOptions["flows"] = (flows) => flows,
) {
  const project = await loadProject(EXAMPLE);
  const { account, door } = await anAccount(project);
  const integration = await startIntegration({
    shop: { domain: SHOP, secrets: [SECRET] },
    netsuite: {
      accountId: account.accountId,
      baseUrl: door.url,
      credentials: account.credentials,
      slots: 4,
      timeoutMs: 5_000,
    },
    ledger: { file: join(await aFolder(), "ledger.sqlite") },
    flows: change(pushedFlows(project)),
    webhookSecrets: { salesforce: [SALESFORCE_SECRET] },
    ...QUICK,
  });
  onTestFinished(() => integration.stop());
  const { ledger, desk, url } = integration;
  const entriesOf = (key: string): Promise<readonly LedgerEntry[]> => ledger.find({ key });
  return {
    account,
    ledger,
    desk,
    url,
    entriesOf,
    /** Sends a webhook as the shop does; gives the status of the answer. */
    async send(body: string, topic: string): Promise<number> {
      const webhook = webhookFor(body, { secret: SECRET, shopDomain: SHOP, topic });
      const answer = await request(`${url}/webhooks/shopify`, { method: "POST", ...webhook });
      await answer.body.dump();
      return answer.statusCode;
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

async function anAccount({ masterData, rules }: Project) {
  const emulator = createEmulator({ accounts: [{ accountId: "1234567", masterData, rules }] });
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  const [account] = emulator.accounts as [Account];
  return { account, door };
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-core-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
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
