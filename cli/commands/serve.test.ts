import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exampleConfigIn } from "../config/example-config.contract.ts";
import { runProgram } from "../program.ts";

const SECRETS = {
  DRYDOCK_SHOPIFY_SECRETS: "hush-one,hush-two",
  DRYDOCK_NETSUITE_CONSUMER_KEY: "consumer-key",
  DRYDOCK_NETSUITE_CONSUMER_SECRET: "consumer-secret",
  DRYDOCK_NETSUITE_TOKEN_ID: "token-id-1",
  DRYDOCK_NETSUITE_TOKEN_SECRET: "token-secret",
  DRYDOCK_SHOPIFY_ADMIN_TOKEN: "shpat-open-sesame",
  DRYDOCK_WEBHOOK_SECRETS_SALESFORCE: "hush-three",
  DRYDOCK_ADMIN_TOKEN: "open-sesame-open-sesame",
};

/** The example's configuration on free ports, a ledger of its own, and a NetSuite that is not there. */
async function aConfiguration(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-serve-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const serve = `serve: { baseUrl: "http://127.0.0.1:9", shopUrl: "http://127.0.0.1:9", port: 0, admin: { port: 0 }, ledger: ledger.sqlite }`;
  return exampleConfigIn(folder, (example) => `${example}\n${serve}\n`);
}

test("the service says where it is, stops when it is told to, and its log holds no secret and nobody's data", async () => {
  const written = { err: "" };
  const stop = new AbortController();
  const ended = runProgram(["serve", "--config", await aConfiguration()], {
    stdout: { write: () => undefined },
    stderr: { write: (text) => (written.err += text) },
    env: SECRETS,
    stop: stop.signal,
    scratchFolder: () => tmpdir(),
  });
  const lines = () =>
    written.err
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
  const said = (msg: string) => lines().find((line) => line.msg === msg);
  await expect.poll(() => said("ready"), { timeout: 20_000 }).toBeDefined();
  const { url, adminUrl } = said("ready");

  const order = {
    id: 1,
    name: "#1001",
    updated_at: "2026-11-23",
    email: "zoe@example.com",
    phone: "+1 555 010 9988",
  };
  const body = JSON.stringify({
    ...order,
    shipping_address: { name: "Zoe Example", address1: "221B Baker Street" },
  });
  for (const text of [body, `{"email":"zoe@example.com"`]) {
    const signature = createHmac("sha256", "hush-one").update(text).digest("base64");
    const headers = { "x-shopify-hmac-sha256": signature, "x-shopify-topic": "orders/create" };
    const answer = await fetch(`${url}/webhooks/shopify/orders`, { method: "POST", headers, body: text });
    expect(answer.status).toBe(200);
  }
  await expect.poll(() => said("settled"), { timeout: 20_000 }).toBeDefined();
  const authorization = `Bearer ${SECRETS.DRYDOCK_ADMIN_TOKEN}`;
  expect((await fetch(`${adminUrl}/admin/v1/status`)).status).toBe(401);
  expect((await fetch(`${adminUrl}/admin/v1/status`, { headers: { authorization } })).status).toBe(200);

  stop.abort();
  expect(await ended).toBe(0);
  expect(said("stopped")).toBeDefined();
  for (const secret of ["hush-", "consumer-", "token-", "sesame"]) expect(written.err).not.toContain(secret);
  expect(written.err).not.toMatch(/zoe|baker|010 9988/i);
});
