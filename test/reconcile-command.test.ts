/** `drydock reconcile` as a person runs it: against an emulated NetSuite and a shop double, with its exit codes. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { loadProject } from "../cli/config/project.ts";
import { runProgram } from "../cli/program.ts";
import { createEmulator, startHttpDoor } from "../emulator/index.ts";
import { openLedger, systemClock } from "../integration/index.ts";
import { anOrder } from "../scenarios/index.ts";
import { startShopDoor } from "../scenarios/shop/shop-door.ts";
import { createShopDouble } from "../scenarios/shop/shop-double.ts";
import { EXAMPLE } from "./example-project.ts";

const TOKEN = "shpat-for-tests-only";

async function aShopAndItsNetSuite() {
  const { masterData, rules } = await loadProject(EXAMPLE);
  const emulator = createEmulator({ accounts: [{ accountId: "1234567", masterData, rules }] });
  const { credentials } = emulator.account("1234567");
  const door = await startHttpDoor(emulator);
  const shop = createShopDouble({ accessToken: TOKEN, now: systemClock.now });
  const shopDoor = await startShopDoor(shop);
  onTestFinished(async () => {
    await door.close();
    await shopDoor.close();
  });
  const folder = await mkdtemp(join(tmpdir(), "drydock-reconcile-"));
  const ledger = join(folder, "ledger.sqlite");
  await (await openLedger({ file: ledger }, { clock: systemClock })).close();
  const serve = `serve: { baseUrl: "${door.url}", shopUrl: "${shopDoor.url}", ledger: ${ledger} }`;
  const config = await exampleConfigIn(folder, (example) => `${example}\n${serve}\n`);
  return { config, shop, credentials };
}

test("a lost webhook is 1, its repair is 0 and stays 0, and a shop that refuses the token is 2", async () => {
  const { config, shop, credentials } = await aShopAndItsNetSuite();
  const anHourAgo = new Date(systemClock.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
  const { id } = shop.place(anOrder().updatedAt(anHourAgo).toJson());
  const reconcile = async (args: readonly string[] = [], token = TOKEN) => {
    const written = { out: "", err: "" };
    const exitCode = await runProgram(["reconcile", "--config", config, "--json", ...args], {
      stdout: { write: (text) => (written.out += text) },
      stderr: { write: (text) => (written.err += text) },
      env: {
        DRYDOCK_SHOPIFY_SECRETS: "hush",
        DRYDOCK_SHOPIFY_ADMIN_TOKEN: token,
        DRYDOCK_WEBHOOK_SECRETS_SALESFORCE: "hush-too",
        DRYDOCK_NETSUITE_CONSUMER_KEY: credentials.consumerKey,
        DRYDOCK_NETSUITE_CONSUMER_SECRET: credentials.consumerSecret,
        DRYDOCK_NETSUITE_TOKEN_ID: credentials.tokenId,
        DRYDOCK_NETSUITE_TOKEN_SECRET: credentials.tokenSecret,
      },
      stop: new AbortController().signal,
      scratchFolder: () => tmpdir(),
    });
    return { exitCode, ...written };
  };

  const found = await reconcile();
  expect(found.exitCode).toBe(1);
  expect(JSON.parse(found.out)).toMatchObject({
    differences: 1,
    notInLedger: [{ key: id, missing: "order" }],
  });
  expect(found.err).toContain("In the shop, not in the ledger: 1");

  const repaired = await reconcile(["--repair"]);
  expect(repaired.exitCode).toBe(0);
  expect(JSON.parse(repaired.out).repaired).toMatchObject([{ key: id, duplicate: false }]);
  expect((await reconcile(["--since", "2026-01-01"])).exitCode).toBe(0);

  const refused = await reconcile([], "shpat-of-yesterday");
  expect(refused.exitCode).toBe(2);
  expect(refused.err).not.toContain("shpat-of-yesterday");
});
