/** `drydock loadtest` as an architect meets it: orders that come over time, judged, and held against the simulation. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { loadDocumentSchema } from "../cli/peak/load-document.ts";
import { run, start, until } from "./processes.ts";

/** The example shop on a machine whose speed must not decide. */
const atAnySpeed = (config: string): string =>
  config
    .replace("latency: typical", "latency: typical\n  serviceLevel: { withinMinutes: 1000000 }")
    .replace("load:", "load:\n  generatorLateMs: 60000")
    .concat("\nthresholds:\n  intake: p99 <= 60 s\n");

test("a profile's orders arrive over time and are held against the same peak simulated", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-loadtest-command-"));
  const profile = ["--profile", "constant", "--time-scale", "600"];
  const config = await exampleConfigIn(folder, (text) =>
    atAnySpeed(text).replace("latency: typical", "latency: typical\n  ordersByHour: [10, 60]"),
  );
  const { code, out, err } = await run([
    "loadtest",
    "--config",
    config,
    "--out",
    folder,
    ...profile,
    "--json",
  ]);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/0 lost, 0 duplicated/) });
  expect(err).toContain("The orders do not come as plan.ordersByHour says");
  const document = loadDocumentSchema.parse(JSON.parse(out));
  expect(document).toMatchObject({
    ...{ verdict: "pass", isCutShort: false },
    setting: { arrivals: "constant", peakOrdersPerHour: 60 },
  });
  expect(document.checks.map(({ name }) => name)).toContain("timeToNetSuite p95");
  expect(document.agreement).toHaveLength(2);
  expect(document.plans?.length).toBeGreaterThan(20);
  expect(document.oneLicenceLess?.oneLess.slots).toBe(12);
  expect(document.series.looks.reduce((sum, { arrived }) => sum + arrived, 0)).toBe(document.load.webhooks);
  expect(JSON.parse(await readFile(join(folder, "loadtest.json"), "utf8"))).toEqual(document);
  const page = await readFile(join(folder, "loadtest.html"), "utf8");
  expect(page).toContain("Measured beside simulated");
  expect(page).toMatch(/webhooks came over time/);
});

test("a backlog that goes through the RESTlet finds it deployed, and takes fewer calls than orders", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-loadtest-restlet-"));
  const restlet = "{ script: customscript_up, deploy: customdeploy_up }";
  const config = await exampleConfigIn(folder, (text) =>
    atAnySpeed(text).concat(
      `\nserve:\n  batching: { by: restlet, restlet: ${restlet}, size: 50, backlog: 5 }\n`,
    ),
  );
  const { code, out } = await run([
    ...["loadtest", "--config", config, "--out", folder, "--time-scale", "20", "--peak", "1", "--json"],
  ]);
  expect(code).toBe(0);
  const { load, setting, accounting } = loadDocumentSchema.parse(JSON.parse(out));
  expect(setting.batching).toBe("50 by restlet");
  expect(accounting).toMatchObject({ delivered: 297, lost: 0, duplicated: 0 });
  expect(load.calls).toBeLessThan(load.webhooks);
});

test("the next run is set beside the one before, and says what of the setting is another", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-loadtest-compare-"));
  const config = await exampleConfigIn(folder, atAnySpeed);
  const peak = (...more: string[]) =>
    run([
      ...["loadtest", "--config", config, "--out", folder, "--profile", "constant", "--peak", "60"],
      ...["--time-scale", "600", "--json", ...more],
    ]);
  const first = loadDocumentSchema.parse(JSON.parse((await peak()).out));
  expect(first.comparison).toBeNull();
  const second = loadDocumentSchema.parse(
    JSON.parse((await peak("--fault", "what: { neighbour: 2 }, atMinutes: 1, forMinutes: 5")).out),
  );
  expect(second.comparison?.differs.map(({ setting }) => setting)).toEqual(["faults"]);
  expect(second.comparison?.figures.find(({ metric }) => metric === "timeToNetSuite p95")).toMatchObject({
    before: first.load.timeToNetSuiteMs.p95,
    now: second.load.timeToNetSuiteMs.p95,
  });
  const page = await readFile(join(folder, "loadtest.html"), "utf8");
  expect(page).toContain("The peak since the run before");
  expect(page).toContain("Plans compared (simulated)");
});

test("orders come again as a file recorded them, and the plan is held against their busiest hour", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-loadtest-arrivals-"));
  const arrivals = join(folder, "orders.csv");
  const moments = Array.from({ length: 24 }, (_, n) => `2026-11-27T10:${String(n).padStart(2, "0")}:00Z`);
  await writeFile(arrivals, `Created at\n${moments.join("\n")}\n`);
  const config = await exampleConfigIn(folder, atAnySpeed);
  const { code, out, err } = await run([
    ...["loadtest", "--config", config, "--out", folder, "--json"],
    ...["--arrivals", arrivals, "--time-scale", "600"],
  ]);
  expect({ code, err }).toMatchObject({
    code: 0,
    err: expect.stringMatching(/24 webhooks are on their way/),
  });
  const { setting, accounting } = loadDocumentSchema.parse(JSON.parse(out));
  expect(setting).toMatchObject({ arrivals, peakOrdersPerHour: 24, webhooks: 24 });
  expect(accounting).toMatchObject({ accepted: 24, lost: 0, duplicated: 0 });
});

test.each([
  [
    "a file that is not there",
    ["--arrivals", "nowhere.csv"],
    /Cannot read --arrivals nowhere\.csv: .*Check the path/,
  ],
  [
    "a file that says nothing of the kind",
    ["--arrivals", "package.json"],
    /package\.json: Invalid .*Write CSV/,
  ],
  ["a shape beside it", ["--arrivals", "day.csv", "--profile", "step"], /cannot be used with/],
])("%s is refused before anything starts", async (_name, options, words) => {
  const { code, err } = await run(["loadtest", "--config", "examples/acme-store/drydock.yaml", ...options]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(words) });
});

/** Core and emulator name files below the folder where temporary ones go. */
async function partsBelow(folder: string, columns = "args"): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", columns], { maxBuffer: 2 ** 26 });
  return stdout
    .split("\n")
    .filter((line) => line.includes(folder) && / (?:serve --config|emulator --json) /.test(line));
}

/** Of the write-ahead log, which grows with each order. */
async function ledgerSize(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const log = files.find((file) => file.endsWith("ledger.sqlite-wal"));
  return log === undefined ? 0 : (await stat(join(folder, log))).size;
}

/** Hours at this pace: it never ends by itself. */
const ENDLESS = ["--profile", "constant", "--peak", "3600", "--time-scale", "1"];

async function endless() {
  const folder = await mkdtemp(join(tmpdir(), "drydock-loadtest-endless-"));
  const config = await exampleConfigIn(folder, atAnySpeed);
  const loadtest = start(["loadtest", "--config", config, "--out", folder, ...ENDLESS], { TMPDIR: folder });
  await loadtest.line(({ text }) => /^3\d{3} webhooks are on their way/.test(String(text)));
  expect(await partsBelow(folder)).toHaveLength(2);
  return { folder, loadtest };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s leaves a report of what was seen until then, marked so, and no process behind",
  async (signal) => {
    const { folder, loadtest } = await endless();
    expect(await loadtest.end(signal)).toEqual({ code: 2, signal: null });
    const text = await readFile(join(folder, "loadtest.json"), "utf8");
    const document = loadDocumentSchema.parse(JSON.parse(text));
    expect(document).toMatchObject({ verdict: "not-run", isCutShort: true });
    expect(document.load.webhooks).toBeGreaterThan(document.accounting.accepted);
    expect(document.accounting.lost).toBe(0);
    expect(await readFile(join(folder, "loadtest.md"), "utf8")).not.toMatch(/Fail|Problem/);
    expect(await readFile(join(folder, "loadtest.xml"), "utf8")).toMatch(/<testsuites[^>]* failures="0"/);
    expect(await readFile(join(folder, "loadtest.html"), "utf8")).toContain("peak load (cut short)");
    expect(await partsBelow(folder)).toEqual([]);
  },
);

test.each([
  ["core", / serve --config /],
  ["emulator", / emulator --json /],
] as const)(
  "a %s that dies in mid-run leaves a report of what was seen until then, and its reason",
  async (_, which) => {
    const { folder, loadtest } = await endless();
    const before = await ledgerSize(folder);
    await until(async () => ((await ledgerSize(folder)) > before ? true : undefined));
    const [line = ""] = (await partsBelow(folder, "pid,args")).filter((each) => which.test(each));
    process.kill(Number.parseInt(line.trim(), 10), "SIGKILL");
    expect(await once(loadtest.process, "exit")).toEqual([2, null]);
    const text = await readFile(join(folder, "loadtest.json"), "utf8");
    const document = loadDocumentSchema.parse(JSON.parse(text));
    expect(document).toMatchObject({ verdict: "not-run", isCutShort: true });
    expect(document.reasons.join()).toContain("core or NetSuite had gone");
    expect(await partsBelow(folder)).toEqual([]);
  },
);

test("not even SIGKILL leaves a process behind", async () => {
  const { folder, loadtest } = await endless();
  await loadtest.end("SIGKILL");
  await until(async () => ((await partsBelow(folder)).length === 0 ? true : undefined));
});

test.each([
  ["fast", "--time-scale is fast; write a number above 0."],
  ["0.5", "--time-scale is 0.5; it divides NetSuite's waits and cannot lengthen them."],
])("a time scale of %s is refused before anything starts", async (scale, words) => {
  const { code, err } = await run([
    ...["loadtest", "--config", "examples/acme-store/drydock.yaml", "--time-scale", scale],
  ]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) });
});
