import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { IntegrationOptions } from "./config.ts";
import { startIntegration } from "./integration.ts";
import { temporaryFile } from "./ledger/sqlite/temporary-ledger.contract.ts";

const MAPPING = `
mapping: 1
flow: orders
records:
  - record: salesOrder
    externalId: { prefix: SO-, from: $string(id) }
    fields:
      - { to: memo, from: name, overflow: truncate }
`;

const TERMS_ROW = "      - { to: terms, lookup: { record: term, by: name, value: Net 30 } }\n";

const aWebhookFlow = (flow: string) => ({
  kind: "signed-webhook" as const,
  source: "crm",
  path: "/webhooks/crm",
  signature: { header: "X-Signature" },
  key: "id",
  version: "updated_at",
  mapping: { file: `${flow}.yaml`, text: MAPPING.replace("flow: orders", `flow: ${flow}`) },
});

const optionsFor = (file: string, change: Partial<IntegrationOptions> = {}): IntegrationOptions => ({
  shop: { domain: "acme-store.example", secrets: ["secret"] },
  netsuite: {
    accountId: "1234567",
    baseUrl: "http://127.0.0.1:9",
    credentials: { consumerKey: "a", consumerSecret: "b", tokenId: "c", tokenSecret: "d" },
    slots: 2,
  },
  ledger: { file },
  flows: [{ kind: "shopify-orders", mapping: { text: MAPPING, file: "mapping.yaml" } }],
  ...change,
});

async function started(options: IntegrationOptions) {
  const integration = await startIntegration(options);
  onTestFinished(() => integration.stop());
  return integration;
}

test("a second core on the same ledger is refused and changes nothing", async () => {
  const file = temporaryFile();
  await started(optionsFor(file));
  await expect(startIntegration(optionsFor(file))).rejects.toMatchObject({ code: "LEDGER_HAS_WORKER" });
});

test.each([
  [undefined, 1, 401],
  [undefined, 5, 413],
  [8, 5, 401],
] as const)(
  "with intake.maxBodyMiB %s a body of %i MiB is answered with %i",
  async (maxBodyMiB, size, status) => {
    const intake = maxBodyMiB === undefined ? {} : { maxBodyMiB };
    const { url } = await started(optionsFor(temporaryFile(), { intake }));
    const body = new Uint8Array(size * 1024 * 1024);
    const answer = await fetch(`${url}/webhooks/shopify`, { method: "POST", body });
    // Nobody has signed it: what is not too large is refused for that.
    expect(answer.status).toBe(status);
  },
);

test("a port that is taken is said, and nothing is left running on the ledger", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const file = temporaryFile();
  const intake = { host: "127.0.0.1", port };
  await expect(startIntegration(optionsFor(file, { intake }))).rejects.toMatchObject({
    code: "CANNOT_LISTEN",
  });
  const integration = await started(optionsFor(file));
  expect((await fetch(`${integration.url}/healthz`)).status).toBe(200);
});

test("options that contradict each other are refused before anything is opened", async () => {
  const file = temporaryFile();
  const options = optionsFor(file, { worker: { leaseMs: 1_000 } });
  await expect(startIntegration(options)).rejects.toThrow(
    /worker\.leaseMs: must be longer than netsuite\.timeoutMs/,
  );
  await started(optionsFor(file));
});

test("two flows that disagree about a field's system of record do not start, both files and lines named", async () => {
  const row = (flow: string, text: string) => ({
    kind: "shopify-orders" as const,
    mapping: { file: `${flow}.yaml`, text: MAPPING.replace("flow: orders", `flow: ${flow}`) + text },
  });
  const flows = [row("orders", "      - { to: terms, master: netsuite }\n"), row("more", TERMS_ROW)];
  await expect(startIntegration(optionsFor(temporaryFile(), { flows }))).rejects.toThrow(
    /more\.yaml:\d+: .*salesOrder\.terms \(so says orders\.yaml:\d+\)/,
  );
});

test("without a shop other sources are served, and a flow that needs one does not start", async () => {
  const { shop: _, ...shopless } = optionsFor(temporaryFile());
  await expect(startIntegration(shopless)).rejects.toThrow(
    /mapping\.yaml is of the kind shopify-orders .* no shop is configured\. Set `shop`/,
  );
  const webhookSecrets = { crm: ["hush"] };
  const integration = await started({ ...shopless, flows: [aWebhookFlow("a")], webhookSecrets });
  const statusOf = async (path: string) =>
    (await fetch(`${integration.url}${path}`, { method: "POST", body: "{}" })).status;
  expect(await statusOf("/webhooks/crm")).toBe(401);
  expect(await statusOf("/webhooks/shopify/orders")).toBe(404);
});

test("two flows of one name, or two that listen at one address, do not start", async () => {
  const [flow] = optionsFor("").flows;
  const twice = { flows: flow === undefined ? [] : [flow, flow] };
  await expect(startIntegration(optionsFor(temporaryFile(), twice))).rejects.toThrow(
    /Two flows are called orders/,
  );
  const flows = [aWebhookFlow("a"), aWebhookFlow("b")];
  const secrets = { webhookSecrets: { crm: ["hush"] } };
  await expect(startIntegration(optionsFor(temporaryFile(), { flows, ...secrets }))).rejects.toThrow(
    /flows\.1\.path: \/webhooks\/crm is another flow's/,
  );
});

test("a flow of signed webhooks does not start without its secrets, nor with an expression that cannot be read", async () => {
  const flows = [aWebhookFlow("a")];
  await expect(startIntegration(optionsFor(temporaryFile(), { flows }))).rejects.toThrow(
    /webhookSecrets\.crm: is missing/,
  );
  const broken = { flows: [{ ...aWebhookFlow("a"), key: "a.b +" }], webhookSecrets: { crm: ["hush"] } };
  await expect(startIntegration(optionsFor(temporaryFile(), broken))).rejects.toThrow(
    /flows\.0\.key: the expression cannot be read/,
  );
});

test("an admin API that the network can reach is not opened without a token", async () => {
  const options = optionsFor(temporaryFile(), { admin: { host: "0.0.0.0" } });
  await expect(startIntegration(options)).rejects.toThrow(
    /admin\.token: must be set \(DRYDOCK_ADMIN_TOKEN\)/,
  );
});

test("a stop does not wait for a caller that never finishes its request", async () => {
  const integration = await startIntegration(optionsFor(temporaryFile(), { worker: { stopWithinMs: 50 } }));
  const { hostname, port } = new URL(integration.url);
  const silent = connect(Number(port), hostname);
  await new Promise((resolve) => silent.once("connect", resolve));
  silent.write("POST /webhooks/shopify/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf a bo");
  const cut = new Promise((resolve) => silent.once("close", resolve));
  silent.on("error", () => undefined);
  await integration.stop();
  await cut;
});

test("a stop that the ledger refuses says so, and leaves nothing running all the same", async () => {
  const file = temporaryFile();
  const busy = new Error("another process holds it");
  const integration = await startIntegration(optionsFor(file), {
    openStore: async (open) => {
      const store = await open();
      return { ...store, ledger: { ...store.ledger, release: () => Promise.reject(busy) } };
    },
  });
  await expect(integration.stop()).rejects.toBe(busy);
  await started(optionsFor(file));
});
