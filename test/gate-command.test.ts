/** `drydock gate` as a CI job meets it: its exit code, its files, its document. */
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { gateDocumentSchema } from "../cli/gate/gate-document.ts";
import { run } from "./processes.ts";

/** Expects a dead letter of an order that is delivered. */
const NEVER_HELD = `title: It is held
why: A reason
given: an ordinary order
then: it waits for a human
labels: { edge: money }
expect: { deadLetter: { code: LOOKUP_NOT_FOUND } }
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drydock-gate-command-"));
  const orders = (await readFile("examples/acme-store/orders.jsonl", "utf8")).split("\n").slice(0, 30);
  await writeFile(join(folder, "orders.jsonl"), orders.join("\n"));
  await mkdir(join(folder, "own"));
  await writeFile(join(folder, "own/never-held.yaml"), NEVER_HELD);
});

/** A small shop that any machine can judge, with one thing changed. */
async function gate(change: (config: string) => string = (config) => config) {
  const file = await exampleConfigIn(folder, (config) =>
    change(
      config
        .replace(/orders: .*\.jsonl$/m, `orders: ${folder}/orders.jsonl`)
        .replace("peakOrdersPerHour: 8000", "peakOrdersPerHour: 20")
        .replace("load:", "load:\n  generatorLateMs: 60000")
        .concat("\nthresholds:\n  intake: p99 <= 60 s\n"),
    ),
  );
  const results = join(folder, "results");
  const { code, out, err } = await run(["gate", "--config", file, "--out", results, "--json"]);
  return { code, err, printed: out, files: (await readdir(results)).toSorted(), results };
}

const documentIn = async (results: string) =>
  gateDocumentSchema.parse(JSON.parse(await readFile(join(results, "gate.json"), "utf8")));

const FILES = ["gate.html", "gate.json", "gate.md", "gate.xml"];

test("a shop that holds: exit code 0, four whole files, and the same document on stdout", async () => {
  const { code, err, printed, files, results } = await gate();
  expect({ code, files }).toEqual({ code: 0, files: FILES });
  expect(err).toContain("The gate is open: cut over.");
  const document = await documentIn(results);
  expect(JSON.parse(printed)).toEqual(document);
  expect(document.verdict).toBe("pass");
  expect(document.accounting).toMatchObject({ accepted: 30, lost: 0, duplicated: 0 });
  expect(document.scenarios.map(({ verdict }) => verdict)).not.toContain("fail");
});

test("a shop that does not hold: exit code 1, and every file says so", async () => {
  const { code, err, files, results } = await gate((config) =>
    config
      .replace("suiteCloudPlus: 1", "suiteCloudPlus: 0")
      .replace("peakOrdersPerHour: 20", "peakOrdersPerHour: 90000")
      .replace(/scenarios: \S+/, "scenarios: own"),
  );
  expect({ code, files }).toEqual({ code: 1, files: FILES });
  expect(err).toContain("do not cut over");
  const document = await documentIn(results);
  expect(document.verdict).toBe("fail");
  expect(document.stages.filter(({ verdict }) => verdict === "fail").map(({ name }) => name)).toContain(
    "plan",
  );
  const [page = "", , comment = "", junit = ""] = await Promise.all(
    FILES.map((name) => readFile(join(results, name), "utf8")),
  );
  expect(comment).toContain("Fail");
  expect(junit).toContain("<failure");
  const alone = `drydock uat --config ${folder}/drydock.yaml --only never-held`;
  for (const text of [page, comment, junit, err]) expect(text).toContain(alone);
});

test("a machine too slow to judge: exit code 2, never a pass", async () => {
  const { code, err, results } = await gate((config) =>
    config.replace("generatorLateMs: 60000", "generatorLateMs: 0.001"),
  );
  expect(code).toBe(2);
  expect(err).toContain("run it on a quieter machine");
  expect((await documentIn(results)).verdict).toBe("fail");
});
