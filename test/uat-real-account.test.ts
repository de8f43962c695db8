/** `drydock uat --target netsuite` against an emulator that plays the real sandbox, behind a real socket. */
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadProject } from "../cli/config/project.ts";
import { uatDocumentSchema } from "../cli/uat/uat-document.ts";
import { type AccountOptions, createEmulator, startHttpDoor } from "../emulator/index.ts";
import { run, start, until } from "./processes.ts";

const CONFIG = "examples/acme-store/drydock.yaml";
const SANDBOX = "1234567_SB1";

async function sandbox(own: Partial<AccountOptions> = {}) {
  const { masterData, rules } = await loadProject(CONFIG);
  const emulator = createEmulator({ accounts: [{ accountId: SANDBOX, masterData, rules, ...own }] });
  const door = await startHttpDoor(emulator);
  onTestFinished(door.close);
  const account = emulator.account(SANDBOX);
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = account.credentials;
  const env = {
    DRYDOCK_NETSUITE_CONSUMER_KEY: consumerKey,
    DRYDOCK_NETSUITE_CONSUMER_SECRET: consumerSecret,
    DRYDOCK_NETSUITE_TOKEN_ID: tokenId,
    DRYDOCK_NETSUITE_TOKEN_SECRET: tokenSecret,
  };
  const made = () =>
    ["salesOrder", "customer"].flatMap((recordType) =>
      account.records
        .list(recordType)
        .flatMap(({ externalId = "" }) => (externalId === "WEB-GUEST" ? [] : [externalId])),
    );
  const out = await mkdtemp(join(tmpdir(), "drydock-real-"));
  const args = ["uat", "--config", CONFIG, "--target", "netsuite", "--base-url", door.url, "--out", out];
  return { account, env, made, out, args };
}

const ended = async ({ process }: ReturnType<typeof start>): Promise<number | null> =>
  process.exitCode ?? new Promise((resolve) => process.once("exit", resolve));

const ONLY = ["--only", "perfect-order", "zero-total-order", "unknown-sku", "answer-lost"];

test("what the sandbox offers is judged, what it does not is no pass, and nothing is left in it", async () => {
  const { account, env, made, out, args } = await sandbox();
  const command = start([...args, ...ONLY], env);
  expect(await ended(command)).toBe(0);
  const {
    verdict,
    account: where,
    scenarios,
  } = uatDocumentSchema.parse(JSON.parse(await readFile(join(out, "uat.json"), "utf8")));
  expect({ verdict, where }).toEqual({ verdict: "pass", where: SANDBOX });
  expect(Object.fromEntries(scenarios.map((each) => [each.id, each.verdict]))).toEqual({
    "perfect-order": "pass",
    "zero-total-order": "pass",
    "unknown-sku": "not-run",
    "answer-lost": "not-run",
  });
  const lacks = scenarios.filter((each) => each.verdict === "not-run").flatMap(({ checks }) => checks);
  expect(lacks.map(({ detail }) => detail)).toContainEqual(expect.stringContaining("Not offered"));
  const written = account.journal({ method: "PUT" }).map(({ path }) => path);
  expect(written.length).toBeGreaterThan(0);
  expect(written.every((path) => /eid:DD-\w+-SHOP-/.test(path))).toBe(true);
  expect(account.governance().peak).toBeLessThanOrEqual(12);
  expect(made()).toEqual([]);
  expect((await readdir(out)).filter((name) => name.endsWith(".jsonl"))).toEqual([]);
  expect(await readFile(join(out, "uat.html"), "utf8")).toContain("What the run made in the account");
});

test("what goes otherwise in the account comes with the command that repeats it there", async () => {
  const catalogue = { fields: { salesOrder: { otherRefNum: { maxLength: 3 } } } };
  const { env, out, args } = await sandbox({ catalogue });
  const command = start([...args, "--only", "perfect-order"], env);
  expect(await ended(command)).toBe(1);
  const [, , , , , baseUrl] = args.slice(1);
  const alone = `drydock uat --config ${CONFIG} --target netsuite --base-url ${baseUrl} --only perfect-order`;
  await command.line(({ text }) => text === `  alone: ${alone}`);
  expect(await readFile(join(out, "uat.md"), "utf8")).toContain(alone);
});

test("beforehand it says what would be made, and with --dry-run that is all", async () => {
  const { account, env, args } = await sandbox();
  const command = start([...args, ...ONLY, "--dry-run"], env);
  await command.line(({ text }) => String(text).includes("perfect-order: customer, salesOrder"));
  expect(await ended(command)).toBe(0);
  expect(account.journal()).toEqual([]);
});

const FALSE_MEMO = `
import { anOrder, oneOrder } from "netsuite-drydock/scenarios";
export const falseMemo = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "text" })({
  id: "false-memo", title: "The memo says what nobody wrote", why: "It must be seen.", given: "an order", then: "another memo",
  order: ({ knownSku: sku }) => anOrder(5002).withLines([{ sku, quantity: 1, price: "6.50" }]),
  and: ({ expect }, salesOrder) => expect.equal("memo", salesOrder?.memo, "nobody wrote this"),
});
`;

async function ownScenario(name: string, text: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-own-"));
  await writeFile(join(folder, name), text);
  return ["--scenarios", folder];
}

test("a scenario that fails in the emulator already fails the run, and nothing of it is sent", async () => {
  const { account, env, out, args } = await sandbox();
  const own = await ownScenario("false-memo.mjs", FALSE_MEMO);
  const command = start([...args, ...own, "--only", "perfect-order", "false-memo"], env);
  expect(await ended(command)).toBe(1);
  const { verdict, scenarios } = uatDocumentSchema.parse(
    JSON.parse(await readFile(join(out, "uat.json"), "utf8")),
  );
  expect(verdict).toBe("fail");
  expect(Object.fromEntries(scenarios.map((each) => [each.id, each.verdict]))).toEqual({
    "perfect-order": "pass",
    "false-memo": "fail",
  });
  expect(account.journal({ method: "PUT" }).filter(({ path }) => path.includes("salesOrder"))).toHaveLength(
    1,
  );
});

/** Slow enough to be met in the middle of its work. */
const SLOW = { latency: { fixedMs: 400 } } as const;

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the run, and what it had made is deleted",
  async (signal) => {
    const { env, made, out, args } = await sandbox(SLOW);
    const command = start([...args, "--only", "perfect-order", "zero-total-order"], env);
    await until(async () => (made().length > 0 ? true : undefined));
    expect(await command.end(signal)).toEqual({ code: 2, signal: null });
    expect(made()).toEqual([]);
    expect((await readdir(out)).filter((name) => name.endsWith(".jsonl"))).toEqual([]);
  },
);

test("what a killed run has left is deleted by its name, and nothing else", async () => {
  const { account, env, made, out, args } = await sandbox(SLOW);
  const subsidiary = { id: account.records.find("subsidiary", { name: "ACME Store Inc." })?.id };
  account.records.create("customer", { companyName: "Somebody", externalId: "SHOP-C-1", subsidiary });
  const command = start([...args, "--only", "perfect-order"], env);
  await until(async () => (made().length > 1 ? true : undefined));
  await command.end("SIGKILL");
  const [journal = ""] = (await readdir(out)).filter((name) => name.endsWith(".jsonl"));
  const name = /^netsuite-(\w+)\.jsonl$/.exec(journal)?.[1] ?? "";
  const cleaning = start(["uat", "--config", CONFIG, "--out", out, "--clean-up", name], env);
  expect(await ended(cleaning)).toBe(0);
  expect(made()).toEqual(["SHOP-C-1"]);
  const again = start(["uat", "--config", CONFIG, "--out", out, "--clean-up", name], env);
  await again.line(({ text }) => String(text).includes(`no journal of the run ${name}`));
  expect(await ended(again)).toBe(2);
});

test("what NetSuite does not let go of is listed with where it is", async () => {
  const { account, env, made, args } = await sandbox();
  account.addFault({
    name: "kept",
    match: { method: "DELETE", recordType: "customer" },
    effect: { status: 400 },
  });
  const command = start([...args, "--only", "perfect-order"], env);
  await command.line(({ text }) =>
    /left: customer DD-\w+-SHOP-C-\d+: .*\/record\/v1\/customer\/\d+/.test(String(text)),
  );
  expect(await ended(command)).toBe(0);
  expect(made()).toHaveLength(1);
});

test.each([
  ["production", ["--account", "1234567"], "never to production"],
  [
    "production's address",
    ["--base-url", "https://1234567.suitetalk.api.netsuite.com"],
    "not on this machine",
  ],
])("%s is refused: exit code 2", async (_, more, why) => {
  const { code, err } = await run(["uat", "--config", CONFIG, "--target", "netsuite", ...more]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
});

test("what says something of a real account needs one", async () => {
  const { code, err } = await run(["uat", "--config", CONFIG, "--account", SANDBOX]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("--target netsuite") });
});
