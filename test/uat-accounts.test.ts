/** `drydock uat` in a sandbox and again in production: what works in only one of them, and a sandbox that has gone stale. */
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { loadProject } from "../cli/config/project.ts";
import { sandboxStage } from "../cli/gate/sandbox-stage.ts";
import { uatDocumentSchema } from "../cli/uat/uat-document.ts";
import { run } from "./processes.ts";

const ACME = join(process.cwd(), "examples/acme-store");

/** The example's configuration with other accounts, in a folder of its own. */
async function config(accounts: string, change: (text: string) => string = (text) => text) {
  const folder = await mkdtemp(join(tmpdir(), "drydock-uat-accounts-"));
  const file = await exampleConfigIn(folder, (text) =>
    change(text.replace(/ {2}accounts:\n[\s\S]*? {4}repeat: .*\n/, accounts)),
  );
  return { folder, file };
}

const BOTH = `  accounts:
    sandbox: { account: 1234567_SB1 }
    production: { account: "1234567", data: [${ACME}/netsuite.yaml, production.yaml] }
`;

async function uat(file: string, ...more: readonly string[]) {
  const out = await mkdtemp(join(tmpdir(), "drydock-uat-out-"));
  const args = ["uat", "--config", file, "--out", out, "--json", "--only", "perfect-order", ...more];
  const { code, out: printed, err } = await run(args);
  return { code, err, printed, read: () => readFile(join(out, "uat.html"), "utf8") };
}

const documentOf = (printed: string) => uatDocumentSchema.parse(JSON.parse(printed));

test("the example holds in both accounts: exit code 0, and the document says where it ran", async () => {
  const { code, err, printed } = await uat("examples/acme-store/drydock.yaml");
  expect(err).toContain("1234567_SB1 is what 1234567 is");
  const { account, accounts } = documentOf(printed);
  expect({ code, account, accounts: accounts?.fields }).toEqual({
    code: 0,
    account: "1234567_SB1",
    accounts: [],
  });
});

test("a rule that production alone has: the field is named with both answers, exit code 1", async () => {
  const { folder, file } = await config(`${BOTH}    acceptStale: it is about the difference\n`);
  const catalogue = "catalogue: { fields: { salesOrder: { otherRefNum: { maxLength: 3 } } } }\n";
  await writeFile(join(folder, "production.yaml"), catalogue);
  const { code, err, printed, read } = await uat(file);
  expect(code).toBe(1);
  const { accounts, verdict, scenarios } = documentOf(printed);
  expect(scenarios.map((scenario) => scenario.verdict)).toEqual(["pass"]);
  expect(verdict).toBe("fail");
  expect(accounts?.fields).toMatchObject([
    {
      field: "salesOrder.otherRefNum",
      line: expect.any(Number),
      sandbox: "delivered",
      production: expect.stringContaining("more than the maximum number ( 3 )"),
    },
  ]);
  expect(accounts?.scenarios).toEqual([{ id: "perfect-order", sandbox: "pass", production: "fail" }]);
  expect(err).toContain("salesOrder.otherRefNum");
  const page = await read();
  expect(page).toContain("salesOrder.otherRefNum");
  expect(page).toContain("it is about the difference");
});

test("a stale sandbox ends the run before a scenario begins, exit code 2; with a reason it goes on", async () => {
  const { folder, file } = await config(BOTH);
  const location = "{ recordType: location, body: { name: New Warehouse } }";
  await writeFile(join(folder, "production.yaml"), `masterData: [${location}]\n`);
  const stale = await uat(file);
  expect(stale.code).toBe(2);
  expect(stale.err).toContain(
    "record location New Warehouse: in 1234567_SB1 is not there, in 1234567 is there",
  );
  expect(documentOf(stale.printed)).toMatchObject({ verdict: "not-run", scenarios: [] });
  expect(await stale.read()).toContain("New Warehouse");
  const accepted = await uat(file, "--accept-stale", "nothing is shipped from there yet");
  expect(accepted.code).toBe(0);
  expect(accepted.err).toContain("nothing is shipped from there yet");
});

test("one account alone is not compared with the other", async () => {
  const { file } = await config(BOTH.replace(", production.yaml", ""));
  const { code, printed } = await uat(file, "--accounts", "sandbox");
  expect({ code, accounts: documentOf(printed).accounts }).toEqual({ code: 0, accounts: undefined });
});

test("accounts that are not configured, or are called otherwise, are refused with the fix", async () => {
  const { file } = await config("");
  const none = await uat(file, "--accounts", "sandbox");
  expect({ code: none.code, err: none.err }).toEqual({
    code: 2,
    err: expect.stringContaining("Add them under uat"),
  });
  const other = await uat("examples/acme-store/drydock.yaml", "--accounts", "staging");
  expect({ code: other.code, err: other.err }).toEqual({
    code: 2,
    err: expect.stringContaining("Write sandbox, production"),
  });
});

test("a sandbox whose refresh is too long ago is stale, whatever it holds", async () => {
  const accounts = `  accounts:
    sandbox: { account: 1234567_SB1, refreshedOn: 2026-09-01 }
    production: { account: "1234567" }
    refreshedWithinDays: 30
`;
  const { folder, file } = await config(accounts);
  const project = await loadProject(file);
  const on = (day: string) => sandboxStage({ project, folder, now: new Date(day) });
  expect(on("2026-09-30")).toMatchObject({ verdict: "pass", reasons: [] });
  expect(on("2026-11-27")).toMatchObject({
    verdict: "not-run",
    reasons: [expect.stringContaining("87 days ago"), expect.stringContaining("--accept-stale")],
  });
});

test("two accounts of one id are refused with file and line", async () => {
  const { file } = await config(BOTH.replace("1234567_SB1", '"1234567"').replace(", production.yaml", ""));
  const { code, err } = await uat(file);
  expect(code).toBe(2);
  expect(err).toMatch(
    /drydock\.yaml:\d+:\d+: uat\.accounts\.production\.account: the sandbox and production are two/,
  );
});
