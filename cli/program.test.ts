import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CATALOGUE } from "../scenarios/index.ts";
import { exampleConfigIn } from "./config/example-config.contract.ts";
import { runProgram } from "./program.ts";

const EXAMPLE = "examples/acme-store/drydock.yaml";

async function drydock(...args: string[]) {
  const written = { out: "", err: "" };
  const exitCode = await runProgram(args, {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    env: {},
    stop: AbortSignal.abort(),
    scratchFolder: () => tmpdir(),
  });
  return { exitCode, ...written };
}

/** The example's configuration with one thing changed, in a folder of its own. */
async function configWith(change: (text: string) => string): Promise<string> {
  return exampleConfigIn(await mkdtemp(join(tmpdir(), "drydock-cli-")), change);
}

test("says what it is and what it can do", async () => {
  const { exitCode, out } = await drydock("--help");
  expect(exitCode).toBe(0);
  for (const name of [
    "gate",
    "uat",
    "plan",
    "loadtest",
    "mapping",
    "emulator",
    "serve",
    "ledger",
    "reconcile",
    "dlq",
    "orders",
  ]) {
    expect(out).toContain(name);
  }
});

test.each([
  ...["gate", "uat", "plan", "loadtest", "emulator", "serve", "reconcile"],
  ...["mapping", "mapping check", "mapping doc", "orders", "orders generate"],
  ...["dlq", "dlq list", "dlq show", "dlq stats", "dlq export", "dlq rerun", "dlq edit", "dlq resolve"],
  ...["dlq discard", "dlq assign", "dlq note", "dlq tag", "ledger", "ledger backup", "ledger redact"],
])("%s explains itself with an example", async (name) => {
  const { exitCode, out } = await drydock(...name.split(" "), "--help");
  expect(exitCode).toBe(0);
  expect(out).toMatch(/Examples?:/);
});

test("a misspelt command cannot be tested: exit code 2 and a hint", async () => {
  const { exitCode, err } = await drydock("gaet");
  expect(exitCode).toBe(2);
  expect(err).toMatch(/unknown command 'gaet'/);
});

test("a missing configuration file is named, with what to do", async () => {
  const { exitCode, err } = await drydock("gate", "--config", "nowhere/drydock.yaml");
  expect(exitCode).toBe(2);
  expect(err).toBe(
    "drydock: Cannot read the configuration file nowhere/drydock.yaml: there is no such file. Check the path.\n",
  );
});

test.each([
  [
    "tier: premium",
    "tier: gold",
    /:11:9: netsuite\.tier must be one of standard, premium, enterprise, ultimate(, legacy-[\w-]+)+\./,
  ],
  ["reservedSlots: 3", "reservedSlots: many", /:13:18: netsuite\.reservedSlots: .*number/],
  [
    "suiteCloudPlus: 1",
    "suitecloudplus: 1",
    /:12:19: netsuite has no setting "suitecloudplus"; remove it or correct its name\./,
  ],
  ["  name: Acme Store\n", "", /:4:3: shop\.name is missing; add it\./],
  ["latency: typical", "latency: [typical", /:19:3: not valid YAML/],
  [
    "suiteCloudPlus: 1",
    "suiteCloudPlus: 9",
    /:12:19: .*premium tier holds at most 3 SuiteCloud Plus licences/,
  ],
  ["reservedSlots: 3", "reservedSlots: 25", /:13:18: .*of the concurrency limit of 25 no slot is left/],
  ["latency: typical", "latency: none", /:18:12: plan\.latency: write lean, typical, heavy, or a file/],
  ["maxUtilisation: 0.85", "maxUtilisation: 0", /:19:19: plan\.maxUtilisation/],
  ["kind: shopify-orders", "kind: shopify-orderz", /:25:11: flows\.0\.kind/],
  ["name: Acme Store", "name: *nobody", /drydock\.yaml: .*nobody.*Correct the YAML/],
])(
  "a configuration with a fault in it is refused with file, line and fix: %s -> %s",
  async (from, to, message) => {
    const file = await configWith((text) => text.replace(from, to));
    const { exitCode, err } = await drydock("gate", "--config", file);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
  },
);

test("plan answers in words, and as a document on stdout with --json", async () => {
  const { exitCode, out, err } = await drydock("plan", "--config", EXAMPLE, "--json");
  expect(exitCode).toBe(0);
  expect(err).toMatch(/The plan holds/);
  expect(JSON.parse(out)).toMatchObject({
    verdict: "pass",
    plan: { concurrencyLimit: 25, slotsAvailable: 22, holds: true },
    simulated: { dead: 0, calls: { refused: 0 } },
    cheapest: { supply: { tier: "premium", suiteCloudPlus: 1 } },
  });
});

test("plan takes another peak and another shape of the day, and says what it hangs on", async () => {
  const { exitCode, err } = await drydock(
    "plan",
    "--config",
    EXAMPLE,
    "--peak",
    "40000",
    "--profile",
    "ramp",
  );
  expect(exitCode).toBe(1);
  expect(err).toMatch(/The peak of 40,000 orders an hour/);
  expect(err).toMatch(/It hangs most on .*: a quarter less needs \d+ slots/);
});

test("plan writes a report, in which a sweep is a heat map with the plan one has marked", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-plan-"));
  const args = ["--config", EXAMPLE, "--peak", "600", "--sweep", "--reserve", "0", "3", "--out", folder];
  const { exitCode, err } = await drydock("plan", ...args);
  expect(exitCode).toBe(0);
  expect(err).toContain("plan.html");
  const page = await readFile(join(folder, "plan.html"), "utf8");
  expect(page).toContain("premium, 3 reserved");
  expect(page.match(/, chosen<\/span>/g)).toHaveLength(1);
  expect(JSON.parse(await readFile(join(folder, "plan.json"), "utf8"))).toMatchObject({ verdict: "pass" });
});

test("plan refuses a peak that is no volume", async () => {
  const { exitCode, err } = await drydock("plan", "--config", EXAMPLE, "--peak", "many");
  expect(exitCode).toBe(2);
  expect(err).toMatch(/--peak is many; write a number above 0/);
});

test("plan says what would help when the slots do not suffice: exit code 1", async () => {
  const file = await configWith((text) => text.replace("suiteCloudPlus: 1", "suiteCloudPlus: 0"));
  const { exitCode, err } = await drydock("plan", "--config", file);
  expect(exitCode).toBe(1);
  expect(err).toMatch(
    /The plan does not hold: \d+ slots are needed and 12 available\..* 1 SuiteCloud Plus licence\(s\) would hold/,
  );
});

test("mapping check passes the example's mapping", async () => {
  const { exitCode, out } = await drydock(
    "mapping",
    "check",
    "examples/acme-store/mappings/shopify-orders.yaml",
    "--json",
  );
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toEqual([]);
});

test("orders generate writes the same orders for the same seed, one a line", async () => {
  const once = await drydock("orders", "generate", "--seed", "7", "--count", "3");
  const again = await drydock("orders", "generate", "--seed", "7", "--count", "3");
  expect(once.exitCode).toBe(0);
  expect(once.out.trimEnd().split("\n")).toHaveLength(3);
  expect(again.out).toBe(once.out);
});

test("uat --list names every scenario without running one", async () => {
  const { exitCode, out, err } = await drydock("uat", "--list", "--json");
  expect(exitCode).toBe(0);
  expect(err).toContain("answer-lost");
  expect(JSON.parse(out)).toHaveLength(CATALOGUE.length);
});

test("uat --list shows a shop's own scenarios beside the catalogue's, with their tags", async () => {
  const { exitCode, out } = await drydock("uat", "--config", EXAMPLE, "--list", "--json");
  expect(exitCode).toBe(0);
  const own = JSON.parse(out).slice(CATALOGUE.length);
  expect(own).toMatchObject([
    { id: "black-friday-code", tags: expect.arrayContaining(["edge:money", "severity:critical"]) },
    { id: "wholesale-order", tags: expect.arrayContaining(["edge:text"]) },
  ]);
});

test("a shop's own scenario with a misspelt word is named with file, line and the word that was meant", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-cli-"));
  await writeFile(join(folder, "odd.yaml"), "title: Odd\nwhyy: It matters\n");
  const { exitCode, err } = await drydock("uat", "--config", EXAMPLE, "--scenarios", folder);
  expect(exitCode).toBe(2);
  expect(err).toMatch(/odd\.yaml:2:7: the file has no setting "whyy"; .* Did you mean why\?/);
});

test.each([
  [["--seed", "7"], /--seed draws the orders of --shuffle\. Add --shuffle/],
  [["--repeat", "0"], /'--repeat <n>' argument '0' is invalid\. It must be a whole number of 1 or more/],
  [["--workers", "none"], /'--workers <n>' argument 'none' is invalid/],
  [["--only", "no-such-scenario"], /There is no scenario no-such-scenario/],
  [["--scenarios", "nowhere"], /Cannot read the scenarios in nowhere: there is no such folder/],
])("uat %j runs nothing and says why", async (args, message) => {
  const { exitCode, err } = await drydock("uat", "--config", EXAMPLE, ...args);
  expect(exitCode).toBe(2);
  expect(err).toMatch(message);
});

test("the gate refuses an integration that is not Drydock's own, and says what judges it", async () => {
  const { exitCode, err } = await drydock("gate", "--config", "examples/foreign/naive.yaml");
  expect(exitCode).toBe(2);
  expect(err).toMatch(/naive\.yaml names a target .*Judge the target with `drydock uat`/);
});

test("serve names the secrets that are missing instead of starting without them", async () => {
  const { exitCode, err } = await drydock("serve", "--config", EXAMPLE);
  expect(exitCode).toBe(2);
  expect(err).toMatch(
    /environment variables are missing: DRYDOCK_SHOPIFY_SECRETS, DRYDOCK_SHOPIFY_ADMIN_TOKEN, DRYDOCK_NETSUITE_CONSUMER_KEY/,
  );
});

test("dlq does not make a ledger by looking for one", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "drydock-cli-")), "no-ledger.sqlite");
  const { exitCode, err } = await drydock("dlq", "list", "--ledger", file);
  expect(exitCode).toBe(2);
  expect(err).toMatch(/no-ledger\.sqlite.*(no such file|not there|does not exist)/i);
  await expect(readFile(file)).rejects.toThrow();
});

test("a bulk re-run without a filter is nobody's intention", async () => {
  const { exitCode, err } = await drydock("dlq", "rerun", "--by", "anna", "--reason", "why not");
  expect(exitCode).toBe(2);
  expect(err).toMatch(/Name an entry, or say which dead letters with --class or --code/);
});
