/** A signature in the shipped example, whose scenarios run in a sandbox and again in production. */
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { CATALOGUE, withScenarioThreads } from "../../scenarios/index.ts";
import { loadProject, type Project } from "../config/project.ts";
import { signOffStage } from "../gate/sign-off-stage.ts";
import { sign } from "./sign.ts";
import { uatDocument } from "./uat-document.ts";
import { accountNamesOf, uatInAccounts } from "./uat-in-accounts.ts";
import { stakeholderReports } from "./uat-report.ts";

const SCENARIOS = CATALOGUE.filter(({ id }) => ["perfect-order", "unknown-sku"].includes(id));
const NOW = new Date("2026-11-27T12:00:00Z");

let folder: string;
let project: Project;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drydock-sign-accounts-"));
  await cp("examples/acme-store", folder, { recursive: true });
  const file = join(folder, "drydock.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("- role: IT", "- role: IT\n      required: true"));
  project = await loadProject(file);
});

/** `drydock uat`, and what it leaves. */
async function uat(accounts?: string) {
  const runFolder = await mkdtemp(join(tmpdir(), "drydock-sign-run-"));
  const { verdict, accountId, uat } = await withScenarioThreads((threads) =>
    uatInAccounts({
      project,
      scenarios: SCENARIOS,
      threads,
      folder: runFolder,
      workers: 1,
      now: NOW,
      acceptStale: undefined,
      orders: async () => [],
      accountNames: accountNamesOf(accounts, project),
      onFinished: () => undefined,
    }),
  );
  const run = { verdict, accountId, project, pages: uat.pages, generatedAt: NOW, earlier: null };
  const document = uatDocument(run);
  await writeFile(join(folder, "uat.json"), JSON.stringify(document));
  return { document, pages: uat.pages, forIt: JSON.stringify(stakeholderReports(run)["it"]) };
}

const signing = () =>
  sign({
    project,
    scenarios: SCENARIOS,
    out: folder,
    as: "Anna Berg <anna@acme.example>",
    role: "IT",
    comment: undefined,
    now: NOW,
  });

test("what ran in the sandbox and again in production is signed for the sandbox, and the gate counts it", async () => {
  const { pages } = await uat();
  expect(await signing()).toMatchObject({ signed: true, signOff: { account: "1234567_SB1" } });
  expect(await signOffStage(project, pages)).toMatchObject({ verdict: "pass", reasons: [] });
});

test("a run in production alone says so, and is not what the gate would count", async () => {
  const { document, forIt } = await uat("production");
  expect(document.account).toBe("1234567");
  expect(forIt).toContain("as they went in account 1234567.");
  await expect(signing()).rejects.toThrow(/is of account 1234567, not of 1234567_SB1\. Run `drydock uat/);
});

test("a run in the sandbox alone is signed as any other", async () => {
  const { document } = await uat("sandbox");
  expect(document.account).toBe("1234567_SB1");
  expect(await signing()).toMatchObject({ signed: true });
});
