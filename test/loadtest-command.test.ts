/** `drydock loadtest` as an architect meets it: orders that come over time, judged, and held against the simulation. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
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
  const profile = ["--profile", "constant", "--peak", "60", "--time-scale", "600"];
  const config = await exampleConfigIn(folder, atAnySpeed);
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
  const document = loadDocumentSchema.parse(JSON.parse(out));
  expect(document).toMatchObject({ verdict: "pass", isCutShort: false, setting: { arrivals: "constant" } });
  expect(document.checks.map(({ name }) => name)).toContain("timeToNetSuite p95");
  expect(JSON.parse(await readFile(join(folder, "loadtest.json"), "utf8"))).toEqual(document);
  const page = await readFile(join(folder, "loadtest.html"), "utf8");
  expect(page).toContain("Measured beside simulated");
  expect(page).toMatch(/webhooks came over time/);
});

/** Core and emulator name files below the folder where temporary ones go. */
async function partsBelow(folder: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "args"], { maxBuffer: 2 ** 26 });
  return stdout
    .split("\n")
    .filter((line) => line.includes(folder) && / (?:serve --config|emulator --json) /.test(line));
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
    expect(await readFile(join(folder, "loadtest.html"), "utf8")).toContain("peak load (cut short)");
    expect(await partsBelow(folder)).toEqual([]);
  },
);

test("not even SIGKILL leaves a process behind", async () => {
  const { folder, loadtest } = await endless();
  await loadtest.end("SIGKILL");
  await until(async () => ((await partsBelow(folder)).length === 0 ? true : undefined));
});

test("a time scale that is no number is refused before anything starts", async () => {
  const { code, err } = await run([
    "loadtest",
    "--config",
    "examples/acme-store/drydock.yaml",
    "--time-scale",
    "fast",
  ]);
  expect(code).toBe(2);
  expect(err).toContain("--time-scale is fast; write a number above 0.");
});
