/** A peak on integrations that are not ours: real processes, judged by what NetSuite was asked and holds. */
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { loadDocumentSchema } from "../cli/peak/load-document.ts";
import { run } from "./processes.ts";

const ORDERS = 12;

/** The example's own configuration on its first orders, on a machine whose speed must not decide. */
async function peakOn(example: "naive" | "repaired", change = (text: string): string => text) {
  const folder = await mkdtemp(join(tmpdir(), "drydock-foreign-load-"));
  const orders = (await readFile("examples/acme-store/orders.jsonl", "utf8")).split("\n").slice(0, ORDERS);
  await writeFile(join(folder, "orders.jsonl"), orders.join("\n"));
  const text = (await readFile(`examples/foreign/${example}.yaml`, "utf8"))
    .replace("../acme-store/orders.jsonl", "orders.jsonl")
    .replaceAll("../acme-store", resolve("examples/acme-store"))
    .replace(`exec node ${example}.mjs`, `exec node ${resolve("examples/foreign")}/${example}.mjs`)
    .replace("peakOrdersPerHour: 1000", "peakOrdersPerHour: 10")
    .concat("\nload: { timeScale: 40, generatorLateMs: 60000 }\nthresholds:\n  intake: p99 <= 60 s\n");
  const config = join(folder, "drydock.yaml");
  await writeFile(config, change(text));
  const { code, out, err } = await run(["loadtest", "--config", config, "--out", folder, "--json"]);
  return { code, err, folder, document: code === 2 ? null : loadDocumentSchema.parse(JSON.parse(out)) };
}

test("an integration that holds is judged by NetSuite's own journal and records, and passes", async () => {
  const { code, document, folder } = await peakOn("repaired");
  expect({ code, verdict: document?.verdict, reasons: document?.reasons }).toEqual({
    ...{ code: 0, verdict: "pass", reasons: [] },
  });
  expect(document?.accounting).toMatchObject({ delivered: ORDERS, lost: 0, duplicated: 0 });
  // An order takes NetSuite some seconds of its own time.
  expect(document?.load.timeToNetSuiteMs.p50).toBeGreaterThan(1_000);
  expect(document?.load).toMatchObject({ retries: null, coreMemoryBytes: null, slotUtilisation: null });
  const page = await readFile(join(folder, "loadtest.html"), "utf8");
  expect(page).toContain("repaired.mjs, judged from outside");
  expect(page).toContain("Not offered, and so neither held nor broken");
});

test("one that loses orders fails by the accounting, whatever it answered to the shop", async () => {
  const { code, document } = await peakOn("naive");
  expect(code).toBe(1);
  // A $0 order is nothing to book for it; what it was shown with does arrive.
  expect(document?.accounting.lost).toBeGreaterThan(0);
  expect(document?.accounting.delivered).toBeGreaterThan(0);
  expect(document?.load.deadLetters).toBeNull();
});

test("a threshold on what only the integration could say is no pass", async () => {
  const { code, err } = await peakOn("repaired", (text) => text.concat("  memory: <= 512 MB\n"));
  expect(code).toBe(2);
  expect(err).toContain("Not offered");
});

test("an integration that takes no webhooks cannot be sent a peak", async () => {
  const { code, err } = await peakOn("repaired", (text) =>
    text.replace("orders: { by: webhook, path: /orders }", "orders: { by: poll }"),
  );
  expect(code).toBe(2);
  expect(err).toContain("The target offers no door for webhooks");
});
