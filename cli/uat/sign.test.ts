/** A signature from the run that was read to the gate that counts it, with real runs in between. */
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ScenarioPage } from "../../reports/index.ts";
import { CATALOGUE, type Scenario, withScenarioThreads } from "../../scenarios/index.ts";
import { exampleConfigIn } from "../config/example-config.contract.ts";
import { loadProject, type Project } from "../config/project.ts";
import { signOffStage } from "../gate/sign-off-stage.ts";
import { uatStage } from "../gate/uat-stage.ts";
import { sign } from "./sign.ts";
import { uatDocument } from "./uat-document.ts";

const SCENARIOS = CATALOGUE.filter(({ id }) => ["perfect-order", "unknown-sku"].includes(id));
const NOW = new Date("2026-11-27T12:00:00Z");
const AS = "Anna Berg <anna@acme.example>";
const STAKEHOLDERS = "uat:\n  stakeholders:\n    - role: Finance\n      required: true\n";

let folder: string;
let project: Project;
let pages: readonly ScenarioPage[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drydock-sign-"));
  await cp("examples/acme-store/mappings", join(folder, "mappings"), { recursive: true });
  const file = await exampleConfigIn(folder, (text) =>
    text
      .replace(/uat:\n(?: .*\n)+/, STAKEHOLDERS)
      .replace(/mapping: .*\/mappings\/shopify-orders\.yaml/, "mapping: mappings/shopify-orders.yaml"),
  );
  project = await loadProject(file);
  pages = await run(project);
});

beforeEach(() => leaveResult(pages, SCENARIOS));

async function run(of: Project): Promise<readonly ScenarioPage[]> {
  const scratch = await mkdtemp(join(tmpdir(), "drydock-sign-run-"));
  const uat = await withScenarioThreads((threads) =>
    uatStage({
      project: of,
      scenarios: SCENARIOS,
      threads,
      folder: scratch,
      workers: 1,
      onFinished: () => undefined,
    }),
  );
  return uat.pages;
}

async function leaveResult(found: readonly ScenarioPage[], of: readonly Scenario[]): Promise<void> {
  const kept = found.filter(({ id }) => of.some((scenario) => scenario.id === id));
  const document = uatDocument({ verdict: "pass", project, pages: kept, generatedAt: NOW, earlier: null });
  await writeFile(join(folder, "uat.json"), JSON.stringify(document));
}

const signing = (change: Partial<Parameters<typeof sign>[0]> = {}) =>
  sign({
    project,
    scenarios: SCENARIOS,
    out: folder,
    as: AS,
    role: "finance",
    comment: undefined,
    now: NOW,
    ...change,
  });

test("the gate stays shut until a demanded role has signed, and says how", async () => {
  const empty = {
    ...project,
    config: { ...project.config, uat: { ...project.config.uat, signOffs: "none" } },
  };
  const stage = await signOffStage(empty, pages);
  expect(stage?.verdict).toBe("fail");
  expect(stage?.reasons.join()).toMatch(/Sign-off of Finance: not signed.*drydock uat --sign-off/);
});

test("a signature counts in the next run of the same things, which finds the same", async () => {
  const signed = await signing({ comment: "checked the totals" });
  expect(signed).toMatchObject({
    signed: true,
    signOff: { role: "Finance", by: { name: "Anna Berg", mail: "anna@acme.example" } },
  });
  const stage = await signOffStage(project, await run(project));
  expect(stage?.reasons).toEqual([]);
  expect(stage).toMatchObject({ verdict: "pass", summary: "1 of 1 signatures count" });
});

test("a mapping that books something else voids it by mapping and by evidence", async () => {
  await signing();
  const flows = project.flows.map((flow) =>
    flow.kind === "shopify-orders"
      ? {
          ...flow,
          mapping: { ...flow.mapping, text: flow.mapping.text.replace("prefix: SHOP-,", "prefix: WEB-,") },
        }
      : flow,
  );
  const changed = { ...project, flows };
  const stage = await signOffStage(changed, await run(changed));
  expect(stage?.verdict).toBe("fail");
  expect(stage?.reasons.join()).toContain("The mapping mappings/shopify-orders.yaml changed.");
  expect(stage?.reasons.join()).toContain("The evidence changed: perfect-order found something else.");
});

test("what did not go as expected cannot be signed", async () => {
  const failed = pages.map((page) => ({ ...page, verdict: "fail" as const }));
  await leaveResult(failed, SCENARIOS);
  expect(await signing()).toMatchObject({ signed: false });
});

const REFUSED: readonly [string, Partial<Parameters<typeof sign>[0]>, RegExp][] = [
  ["without a role", { role: undefined }, /needs --role.*has: Finance/],
  ["for a role nobody has", { role: "Boss" }, /no role Boss/],
  ["by nobody", { as: undefined }, /needs --as/],
  ["without a mail address", { as: "Anna" }, /--as is Anna; write a name and a mail address/],
  ["before a run", { out: "nowhere-at-all" }, /uat\.json.*no such file/],
];

test.each(REFUSED)("a signature %s is refused with the way out", async (_what, change, message) => {
  await expect(signing(change)).rejects.toThrow(message);
});

test("a run that left a scenario out, or of another mapping, is not what would be signed", async () => {
  await leaveResult(pages, SCENARIOS.slice(0, 1));
  await expect(signing()).rejects.toThrow(/does not have these scenarios as they are now: unknown-sku/);
  await leaveResult(pages, SCENARIOS);
  const [first, ...rest] = project.flows;
  if (first === undefined) throw new Error("the example has no flow");
  const flows = [{ ...first, mapping: { ...first.mapping, text: "# other" } }, ...rest];
  await expect(signing({ project: { ...project, flows } })).rejects.toThrow(
    /other mappings: .* changed since/,
  );
});

test("the file says in plain JSON who signed what, and is whole", async () => {
  await signing();
  const kept = JSON.parse(await readFile(join(folder, "sign-offs/finance.json"), "utf8"));
  expect(kept.scenarios.map(({ id }: { id: string }) => id)).toEqual(["perfect-order", "unknown-sku"]);
  expect(Object.keys(kept.mappings)).toContain("mappings/shopify-orders.yaml");
});
