import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "./clock.ts";
import { type IntegrationOptions, parseOptions } from "./config.ts";
import { postgresForTests } from "./ledger/postgres/temporary-postgres.contract.ts";
import { openSqliteLedger } from "./ledger/sqlite/sqlite-ledger.ts";
import { temporaryFile } from "./ledger/sqlite/temporary-ledger.contract.ts";
import { openBeside, openStore } from "./store.ts";

const postgres = postgresForTests();

const MAPPING = `
mapping: 1
flow: orders
records:
  - record: customer
    externalId: { prefix: C-, from: id }
    fields: [{ to: companyName, from: name, overflow: hold }]
`;

const configOf = (ledger: IntegrationOptions["ledger"]) =>
  parseOptions({
    netsuite: {
      accountId: "1234567",
      baseUrl: "http://127.0.0.1:1",
      credentials: { consumerKey: "a", consumerSecret: "b", tokenId: "c", tokenSecret: "d" },
      slots: 2,
    },
    ledger,
    flows: [{ kind: "shopify-orders", mapping: { text: MAPPING, file: "test.yaml" } }],
  });

test("who works beside a core on PostgreSQL takes slots from those that the core takes", async () => {
  const { url, schema } = await postgres.open();
  const config = configOf({ url, schema, connections: 2 });
  const core = await openStore({ config, clock: systemClock });
  onTestFinished(() => core.close());
  const beside = await openBeside({ config, clock: systemClock });
  onTestFinished(() => beside.close());
  const held = await Promise.all([core.governor.acquire(), core.governor.acquire()]);
  let isGranted = false;
  const granted = beside.governor.acquire("bulk").then((release) => {
    isGranted = true;
    return release;
  });
  await expect.poll(() => beside.governor.snapshot().waiting).toBe(1);
  expect(isGranted).toBe(false);
  for (const release of held) release("ok");
  (await granted)("ok");
});

test("who works beside a core on an SQLite file leaves the file's lock alone and makes one call at a time", async () => {
  const file = temporaryFile();
  await (await openSqliteLedger({ file, clock: systemClock })).close();
  const config = configOf({ file });
  const core = await openStore({ config, clock: systemClock });
  onTestFinished(() => core.close());
  const beside = await openBeside({ config, clock: systemClock });
  onTestFinished(() => beside.close());
  const release = await beside.governor.acquire("bulk");
  void beside.governor.acquire("bulk");
  expect(beside.governor.snapshot()).toMatchObject({ slots: 1, inFlight: 1, waiting: 1 });
  release("ok");
});

test("nobody makes a ledger where there is none by looking at it", async () => {
  await expect(
    openBeside({ config: configOf({ file: temporaryFile() }), clock: systemClock }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^LEDGER_/) });
});
