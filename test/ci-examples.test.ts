/** The examples for build servers: their steps, run by a shell as they are written. */
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";

const step = z.object({
  id: z.string().optional(),
  name: z.string(),
  if: z.string().optional(),
  shell: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
  run: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()).optional(),
});
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({ using: z.literal("composite"), steps: z.array(step) }),
});
const jobSchema = z.object({
  variables: z.record(z.string(), z.string()),
  before_script: z.array(z.string()),
  script: z.array(z.string()),
  artifacts: z.object({
    when: z.literal("always"),
    paths: z.array(z.string()),
    reports: z.object({ junit: z.string() }),
  }),
});

let folder: string;

/** A repository with Drydock installed, and a `gh` that writes down what it was told. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drydock-ci-"));
  const bin = join(folder, "node_modules/.bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(folder, "package.json"), "{}");
  const main = `${process.execPath} --import ${resolve("node_modules/tsx/dist/loader.mjs")} ${resolve("cli/main.ts")}`;
  const only = "[ $1 = uat ] && set -- $@ --only perfect-order unknown-sku\n";
  await program(join(bin, "drydock"), `#!/bin/bash\n${only}exec ${main} "$@"\n`);
  await program(join(bin, "gh"), `#!/bin/bash\necho "$@" >> ${folder}/gh.txt\n`);
  await exampleConfigIn(folder, (text) => text);
});

async function program(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await chmod(file, 0o755);
}

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** As both servers do: bash that stops at the first error. */
function bash(script: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const path = `${folder}/node_modules/.bin:${process.env["PATH"]}`;
  const options = { cwd: folder, env: { ...process.env, ...env, PATH: path } };
  return new Promise((done) =>
    execFile("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], options, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), said: `${out}${err}` }),
    ),
  );
}

/** Goes through the composite action as GitHub does: expressions filled in, outputs handed on, a failure ends the job. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const action = actionSchema.parse(parse(await readFile("examples/ci/github/action.yml", "utf8")));
  const known: Record<string, string> = {
    "github.token": "a-token",
    "github.event.pull_request.number": "17",
    "github.repository": "acme/store",
  };
  for (const [name, { default: value }] of Object.entries(action.inputs))
    known[`inputs.${name}`] = inputs[name] ?? filledIn(value, known);
  const [outputs, summary] = [join(folder, "outputs.txt"), join(folder, "summary.md")];
  await Promise.all([outputs, summary].map((file) => writeFile(file, "")));
  const uploaded: string[] = [];
  let code = 0;
  for (const { id, env, run, uses, with: given } of action.runs.steps) {
    if (uses?.startsWith("actions/upload-artifact@")) uploaded.push(filledIn(given?.["path"] ?? "", known));
    if (run === undefined) continue;
    const filled = Object.fromEntries(
      Object.entries(env).map(([name, text]) => [name, filledIn(text, known)]),
    );
    const ended = await bash(run, { ...filled, GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary });
    code ||= ended.code;
    for (const [, name, value] of (await readFile(outputs, "utf8")).matchAll(/^([\w-]+)=(.*)$/gm))
      known[`steps.${id}.outputs.${name}`] ??= value ?? "";
  }
  return { code, summary: await readFile(summary, "utf8"), uploaded };
}

const filledIn = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_all, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  });

test("GitHub: the action runs, sums up, comments, keeps the reports, and is green", async () => {
  const { code, summary, uploaded } = await runAction({ command: "uat" });
  expect(code).toBe(0);
  expect(summary).toMatch(/^## ✅ Pass: Acme Store: acceptance tests/);
  expect(await readFile(join(folder, "gh.txt"), "utf8")).toContain("pr comment 17 --edit-last");
  const kept = (await Promise.all(uploaded.map((path) => readdir(join(folder, path))))).flat();
  expect(kept).toEqual(
    expect.arrayContaining(["uat.html", "uat.md", "uat.xml", "uat.json", "uat-finance.html"]),
  );
});

test("GitHub: what does not hold is red, with its summary all the same", async () => {
  await exampleConfigIn(folder, (text) => text.replace("knownSku: ACME-MUG-RED", "knownSku: GHOST-4711"));
  const { code, summary } = await runAction({ command: "uat", out: "red" });
  await exampleConfigIn(folder, (text) => text);
  expect(code).toBe(1);
  expect(summary).toMatch(/^## ❌ Fail/);
  expect(summary).toContain("Why it matters");
});

test("GitHub: what could not be tested is red too, and says that there is no report", async () => {
  const { code, summary } = await runAction({ command: "uat", config: "nowhere.yaml", out: "none" });
  expect([code, summary.trim()]).toEqual([2, "Drydock left no report."]);
});

test("GitLab: the job runs, ends as Drydock does, and finds its reports where it looks for them", async () => {
  const template = parse(await readFile("examples/ci/gitlab/drydock.gitlab-ci.yml", "utf8"));
  const job = jobSchema.parse(template[".drydock"]);
  const { code, said } = await bash(job.script.join("\n"), { ...job.variables, DRYDOCK_COMMAND: "uat" });
  expect(said).toContain("2 of 2 scenarios as expected");
  expect(code).toBe(0);
  const found = await readdir(join(folder, job.artifacts.paths[0] ?? ""));
  expect(job.artifacts.reports.junit).toBe("drydock-out/*.xml");
  expect(found).toContain("uat.xml");
  const broken = await bash(job.script.join("\n"), { ...job.variables, DRYDOCK_CONFIG: "nowhere.yaml" });
  expect(broken.code).toBe(2);
});
