/** `drydock calibrate` against a second emulator whose rules were changed: with the overlay the first answers as the second does. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { loadProject } from "../cli/config/project.ts";
import {
  type Account,
  type AccountData,
  type AccountOptions,
  accountDataSchema,
  createEmulator,
  mergedAccountData,
  seededRandom,
  startHttpDoor,
} from "../emulator/index.ts";
import { openAccountClient } from "../integration/index.ts";
import { calibrate, readOrdersFile } from "../scenarios/index.ts";
import { run, start, until } from "./processes.ts";

const CONFIG = "examples/acme-store/drydock.yaml";
const SANDBOX = "1234567_SB1";

type MasterRecord = NonNullable<AccountOptions["masterData"]>[number];

/** The example's account under other rules, behind a real socket. */
async function secondAccount(
  own: AccountData,
  change: (record: MasterRecord) => MasterRecord = (record) => record,
) {
  const { rules, ...project } = await loadProject(CONFIG);
  const masterData = project.masterData.map(change);
  const emulator = createEmulator({
    accounts: [{ accountId: SANDBOX, ...mergedAccountData([{ masterData, rules }, own]) } as AccountOptions],
  });
  const door = await startHttpDoor(emulator);
  onTestFinished(door.close);
  return { account: emulator.account(SANDBOX), url: door.url };
}

const credentialsOf = ({ credentials }: Account) => ({
  DRYDOCK_NETSUITE_CONSUMER_KEY: credentials.consumerKey,
  DRYDOCK_NETSUITE_CONSUMER_SECRET: credentials.consumerSecret,
  DRYDOCK_NETSUITE_TOKEN_ID: credentials.tokenId,
  DRYDOCK_NETSUITE_TOKEN_SECRET: credentials.tokenSecret,
});

async function calibrateCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  config = CONFIG,
) {
  const out = await mkdtemp(join(tmpdir(), "drydock-calibrate-"));
  const all = [
    "--import",
    "tsx",
    "cli/main.ts",
    "calibrate",
    "--config",
    config,
    "--out",
    out,
    "--json",
    ...args,
  ];
  const child = spawn(process.execPath, all, { env: { ...process.env, ...env } });
  let [printed, err] = ["", ""];
  child.stdout.on("data", (chunk) => (printed += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, printed, err, out };
}

/** What an account answers to an order in which something is odd. */
async function answerOf(own: AccountData, change: Readonly<Record<string, unknown>>): Promise<string> {
  const { account, url } = await secondAccount(own);
  const { credentials, records } = account;
  const client = openAccountClient({ accountId: SANDBOX, baseUrl: url, credentials, slots: 1 });
  const idOf = (recordType: string, where: object) => ({ id: records.find(recordType, { ...where })?.id });
  const answer = await client.call({
    method: "POST",
    path: "/services/rest/record/v1/salesOrder",
    body: {
      entity: idOf("customer", { entityId: "WEB-GUEST" }),
      location: idOf("location", { name: "Main Warehouse" }),
      item: { items: [{ item: idOf("inventoryItem", { itemId: "ACME-MUG-RED" }), quantity: 1, rate: 12 }] },
      ...change,
    },
  });
  await client.close();
  if (answer.kind === "no-answer") return answer.message;
  const [made] = records.list("salesOrder");
  return answer.status < 300 ? `${answer.status} ${String(made?.fields["memo"])}` : answer.text;
}

const RULES: AccountData = {
  catalogue: {
    customFields: "defined",
    fields: {
      salesOrder: {
        otherRefNum: { maxLength: 12, required: true, label: "Customer PO" },
        memo: { maxLength: 40, default: "by web" },
        tranId: { maxLength: null },
      },
      "salesOrder.item": { description: { maxLength: 77 } },
      customer: { firstName: { maxLength: 21 }, phone: { maxLength: 15 } },
      address: { addr1: { maxLength: 33 } },
    },
    custom: {
      custbody_channel: {
        type: "text",
        maxLength: 9,
        label: "Channel",
        mandatory: true,
        appliesTo: ["salesOrder"],
      },
    },
  },
  quirks: { errorTypeUri: "w3c", notFoundText: "help", referenceError: "help" },
  concurrencyLimit: 7,
  latency: { fixedMs: 25 },
};

test("rules, texts, limit and pace of a second account come over in the overlay, and nothing stays in it", async () => {
  const { account, url } = await secondAccount(RULES);
  const { code, err, printed, out } = await calibrateCommand(["--base-url", url], credentialsOf(account));
  expect({ code, err }).toMatchObject({ code: 0 });
  const overlay = accountDataSchema.parse(parse(await readFile(join(out, "netsuite-overlay.yaml"), "utf8")));
  expect(overlay).toMatchObject({
    catalogue: {
      customFields: "defined",
      fields: {
        salesOrder: {
          otherRefNum: { maxLength: 12, required: true, label: "Customer PO" },
          memo: { maxLength: 40, default: "by web" },
          tranId: { maxLength: null },
        },
        "salesOrder.item": { description: { maxLength: 77 } },
        customer: { firstName: { maxLength: 21 }, phone: { maxLength: 15 } },
        address: { addr1: { maxLength: 33 } },
      },
      custom: { custbody_channel: { type: "text", maxLength: 9, label: "Channel", mandatory: true } },
    },
    quirks: { errorTypeUri: "w3c", notFoundText: "help", referenceError: "help" },
    concurrencyLimit: 7,
  });
  const measured = (overlay.latency as { getSeconds: number }).getSeconds;
  expect(measured).toBeGreaterThanOrEqual(0.025);
  expect(JSON.parse(printed)).toMatchObject({ remaining: [], unanswered: [] });
  expect(account.records.list("salesOrder")).toEqual([]);
  expect(account.records.list("customer").map(({ externalId }) => externalId)).toEqual(["WEB-GUEST"]);
  expect((await readdir(out)).toSorted()).toEqual(["calibration.json", "netsuite-overlay.yaml"]);
});

test("loaded by drydock.yaml beside the master data, the overlay leaves nothing to be found", async () => {
  const { latency: _, ...rules } = RULES;
  const { account, url } = await secondAccount(rules);
  const first = await calibrateCommand(["--base-url", url], credentialsOf(account));
  const overlay = join(first.out, "netsuite-overlay.yaml");
  const config = await exampleConfigIn(first.out, (text) =>
    text.replace(/ data: (.*netsuite\.yaml)$/m, ` data: [$1, ${overlay}]`),
  );
  const second = await calibrateCommand(["--base-url", url], credentialsOf(account), config);
  expect(second.code).toBe(0);
  const { findings } = JSON.parse(second.printed) as { findings: { kind: string }[] };
  expect(findings.filter(({ kind }) => kind !== "latency" && kind !== "limit")).toEqual([]);
});

test("mandatory fields are found on records and on lines, by whatever label; what the shop's own records break is left out", async () => {
  const { account, url } = await secondAccount(
    {
      masterData: [{ recordType: "department", body: { name: "Web" } }],
      catalogue: {
        fields: {
          salesOrder: { department: { required: true }, memo: { required: true, label: "Notiz" } },
          "salesOrder.item": { location: { required: true } },
          customer: { email: { required: true, label: "E-Mail" } },
        },
      },
    },
    (record) =>
      record.recordType === "customer"
        ? { ...record, body: { ...record.body, email: "guest@example.com" } }
        : record,
  );
  const { code, err, printed, out } = await calibrateCommand(["--base-url", url], credentialsOf(account));
  expect(code).toBe(1);
  const overlay = parse(await readFile(join(out, "netsuite-overlay.yaml"), "utf8"));
  expect(overlay.catalogue).toEqual({
    fields: {
      salesOrder: { department: { required: true }, memo: { required: true, label: "Notiz" } },
      "salesOrder.item": { location: { required: true } },
    },
  });
  expect(JSON.parse(printed)).toMatchObject({
    unanswered: [],
    remaining: [
      { what: "customer.email", why: expect.stringContaining("Please enter value(s) for: E-Mail") },
    ],
  });
  expect(err).toContain("left out");
});

test.each([90, 5_000])(
  "a whole address of at most %s characters is no limit of any of its lines",
  async (limit) => {
    const { account, url } = await secondAccount({
      rules: { addressTotalLength: limit },
      catalogue: { fields: { address: { addr2: { maxLength: 30 } } } },
    });
    const { code, printed, out } = await calibrateCommand(["--base-url", url], credentialsOf(account));
    const overlay = parse(await readFile(join(out, "netsuite-overlay.yaml"), "utf8"));
    expect({ ...overlay, latency: undefined }).toEqual({
      rules: { addressTotalLength: limit },
      catalogue: { fields: { address: { addr2: { maxLength: 30 } } } },
    });
    expect({ code, ...JSON.parse(printed) }).toMatchObject({ code: 0, remaining: [], unanswered: [] });
  },
);

test("told to stop, it writes nothing and leaves nothing in the account", async () => {
  const { account, url } = await secondAccount({ latency: { fixedMs: 200 } });
  const out = await mkdtemp(join(tmpdir(), "drydock-calibrate-"));
  const args = ["calibrate", "--config", CONFIG, "--out", out, "--base-url", url];
  const command = start(args, credentialsOf(account));
  await until(async () => (account.records.list("salesOrder").length > 0 ? true : undefined));
  expect(await command.end("SIGINT")).toEqual({ code: 2, signal: null });
  expect(account.records.list("salesOrder")).toEqual([]);
  expect(account.records.list("customer")).toHaveLength(1);
  expect(await readdir(out)).toEqual([]);
});

const ODD_ORDERS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { otherRefNum: "1" },
  { otherRefNum: "1234567890123", custbody_channel: "web" },
  { otherRefNum: "1", custbody_channel: "by telephone" },
  { otherRefNum: "1", custbody_channel: "web", memo: "m".repeat(41) },
  { otherRefNum: "1", custbody_channel: "web" },
];

test.each([1, 2, 3])(
  "drawn rules no. %i: what the overlay says is what the account answers",
  async (seed) => {
    const random = seededRandom(seed, "rules");
    const length = (): number => random.integer(5, 60);
    const drawn: AccountData = {
      catalogue: {
        customFields: random.unit() < 0.5 ? "open" : "defined",
        fields: {
          salesOrder: {
            otherRefNum: { maxLength: length(), required: random.unit() < 0.5 },
            memo: { maxLength: length() },
          },
          customer: { lastName: { maxLength: length() }, comments: { maxLength: 100 + length() } },
        },
        custom: {
          custbody_channel: {
            type: "text",
            maxLength: length(),
            mandatory: random.unit() < 0.5,
            appliesTo: ["salesOrder"],
          },
        },
      },
      quirks: { errorTypeUri: random.unit() < 0.5 ? "w3c" : "rfc9110", errorUrlName: "o:urlPath" },
    };
    const { account, url } = await secondAccount(drawn);
    const project = await loadProject(CONFIG);
    const client = openAccountClient({
      accountId: SANDBOX,
      baseUrl: url,
      credentials: account.credentials,
      slots: 1,
    });
    const folder = await mkdtemp(join(tmpdir(), "drydock-calibrate-"));
    const { shop } = project.config;
    const { overlay, remaining } = await calibrate({
      accountId: SANDBOX,
      client,
      setting: { folder, ...project, shopDomain: shop.domain, knownSku: shop.knownSku },
      orders: await readOrdersFile(project.ordersFile),
      mark: "DD-test-",
      announce: () => undefined,
      today: "2026-11-27",
    });
    await client.close();
    expect(remaining).toEqual([]);
    for (const order of ODD_ORDERS) expect(await answerOf(overlay, order)).toBe(await answerOf(drawn, order));
  },
);

test("a dry run lists what would be asked and made, and asks nothing", async () => {
  const { account, url } = await secondAccount({});
  const { code, err, printed } = await calibrateCommand(
    ["--dry-run", "--base-url", url],
    credentialsOf(account),
  );
  expect(code).toBe(0);
  const { requests, makes } = JSON.parse(printed) as { requests: unknown[]; makes: { externalId: string }[] };
  expect(requests.length).toBeGreaterThan(20);
  expect(makes.every(({ externalId }) => /^DD-\w+-/.test(externalId))).toBe(true);
  expect(err).toContain("Not found out");
  expect(account.journal()).toEqual([]);
});

test.each([
  ["production", ["--account", "1234567"], "never to production"],
  [
    "another machine",
    ["--account", SANDBOX, "--base-url", "https://1234567.suitetalk.api.netsuite.com"],
    "not on this machine",
  ],
  ["missing credentials", ["--account", SANDBOX], "DRYDOCK_NETSUITE_CONSUMER_KEY"],
])("%s is refused before anything is sent: exit code 2", async (_, args, why) => {
  const { code, err } = await run(["calibrate", "--config", CONFIG, ...args]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
});

test("a refused login says where to look", async () => {
  const { account, url } = await secondAccount({});
  const env = { ...credentialsOf(account), DRYDOCK_NETSUITE_TOKEN_SECRET: "another" };
  const { code, err } = await calibrateCommand(["--base-url", url], env);
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining("after a refresh a sandbox needs new tokens"),
  });
});
