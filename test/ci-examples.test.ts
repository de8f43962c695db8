/** The examples for build servers: their steps, run by a shell as they are written. */
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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

/** A pull request's comments and the last results of the main branch, as `gh` and `curl` find them. */
const GH = `#!/bin/bash
echo "$@" >> gh.txt
case "$1 $2" in
  "run list") [ -f before.json ] && echo 41 ;;
  "run download") mkdir -p "\${@: -1}" && cp before.json "\${@: -1}/uat.json" ;;
  api*)
    if [ -f read-only ]; then echo "HTTP 403: Resource not accessible by integration" >&2; exit 1; fi
    body=$(echo "$@" | sed -n 's/.*body=@\\([^ ]*\\).*/\\1/p')
    if [ -n "$body" ]; then cp "$body" comment.md; elif [ -f comment.md ]; then echo 7; fi ;;
esac
exit 0
`;

/** A repository with Drydock installed, and what else the steps call: each writes down what it was told. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drydock-ci-"));
  const bin = join(folder, "node_modules/.bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(folder, "package.json"), "{}");
  const main = `${process.execPath} --import ${resolve("node_modules/tsx/dist/loader.mjs")} ${resolve("cli/main.ts")}`;
  const only = "[ $1 = uat ] && set -- $@ --only perfect-order unknown-sku\n";
  await program(join(bin, "drydock"), `#!/bin/bash\n${only}exec ${main} "$@"\n`);
  await program(join(bin, "gh"), GH);
  await program(join(bin, "curl"), `#!/bin/bash\necho "$@" >> curl.txt\n[ -f before.json ]\n`);
  await program(join(bin, "unzip"), `#!/bin/bash\ncat before.json\n`);
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

/** Goes through the composite action as GitHub does: expressions filled in, outputs handed on; after a failure only what is always run. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const action = actionSchema.parse(parse(await readFile("examples/ci/github/action.yml", "utf8")));
  const known: Record<string, string> = {
    "github.token": "a-token",
    "github.event.pull_request.number": "17",
    "github.repository": "acme/store",
    "github.event_name": "pull_request",
    "github.workflow": "CI",
    "runner.temp": join(folder, "temp"),
  };
  for (const [name, { default: value }] of Object.entries(action.inputs))
    known[`inputs.${name}`] = inputs[name] ?? filledIn(value, known);
  const [outputs, summary] = [join(folder, "outputs.txt"), join(folder, "summary.md")];
  await Promise.all([outputs, summary].map((file) => writeFile(file, "")));
  const uploaded: string[] = [];
  const said: string[] = [];
  let code = 0;
  for (const { id, if: condition, env, run, uses, with: given } of action.runs.steps) {
    if (!isMet(condition, { known, isGreen: code === 0 })) continue;
    if (uses?.startsWith("actions/upload-artifact@")) uploaded.push(filledIn(given?.["path"] ?? "", known));
    if (run === undefined) continue;
    const filled = Object.fromEntries(
      Object.entries(env).map(([name, text]) => [name, filledIn(text, known)]),
    );
    const ended = await bash(run, { ...filled, GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary });
    said.push(ended.said);
    code ||= ended.code;
    for (const [, name, value] of (await readFile(outputs, "utf8")).matchAll(/^([\w-]+)=(.*)$/gm))
      known[`steps.${id}.outputs.${name}`] ??= value ?? "";
  }
  return { code, said: said.join(""), summary: await readFile(summary, "utf8"), uploaded };
}

/** Of conditions what the action makes use of. */
function isMet(
  condition: string | undefined,
  { known, isGreen }: { readonly known: Readonly<Record<string, string>>; readonly isGreen: boolean },
): boolean {
  const parts = (condition ?? "").split("&&").map((part) => part.trim());
  const holds = (part: string): boolean => {
    const [, name = "", operator, value] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(part) ?? [];
    if (operator === undefined) return true;
    return (known[name] === value) === (operator === "==");
  };
  return (isGreen || parts.includes("always()")) && parts.every(holds);
}

const filledIn = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_all, name: string) => {
    const value = known[name] ?? (name.startsWith("steps.") ? "" : undefined);
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  });

test("GitHub: the action runs, sums up, comments, keeps the reports, and is green", async () => {
  const { code, summary, uploaded } = await runAction({ command: "uat" });
  expect(code).toBe(0);
  expect(summary).toMatch(/^## ✅ Pass: Acme Store: acceptance tests/);
  const comment = await readFile(join(folder, "comment.md"), "utf8");
  expect(comment).toMatch(/^<!-- drydock uat -->\n## ✅ Pass: Acme Store/);
  expect(comment).not.toContain("Newly passing");
  const kept = (await Promise.all(uploaded.map((path) => readdir(join(folder, path))))).flat();
  expect(kept).toEqual(
    expect.arrayContaining(["uat.html", "uat.md", "uat.xml", "uat.json", "uat-finance.html"]),
  );
});

test("GitHub: the next run finds its comment among all others, and says what has changed since the main branch", async () => {
  await leaveResults((text) => text.replaceAll('"pass"', '"fail"'));
  const { code, summary } = await runAction({ command: "uat", out: "compared" });
  expect(code).toBe(0);
  expect(summary).toContain("Newly passing");
  const told = await readFile(join(folder, "gh.txt"), "utf8");
  expect(told).toMatch(/run list --workflow CI --branch main --event push --status completed/);
  expect(told).toMatch(/api --method PATCH repos\/acme\/store\/issues\/comments\/7 /);
  expect(await readFile(join(folder, "comment.md"), "utf8")).toContain("Newly passing");
});

test("GitHub: results that another version has written are no reason to be red", async () => {
  await leaveResults(() => "{}");
  const { code, said } = await runAction({ command: "uat", out: "other-version" });
  expect(code).toBe(0);
  expect(said).toContain("Once more, without a comparison");
});

test("GitHub: a token that may only read costs the comment, not the verdict", async () => {
  await writeFile(join(folder, "read-only"), "");
  const { code, said } = await runAction({ command: "uat", out: "fork", "compare-with": "" });
  await rm(join(folder, "read-only"));
  expect(code).toBe(0);
  expect(said).toContain("::warning title=Drydock::The pull request could not be commented on");
});

test("GitHub: the verdict is obeyed even when a step behind the run has failed", async () => {
  const action = actionSchema.parse(parse(await readFile("examples/ci/github/action.yml", "utf8")));
  const [last] = action.runs.steps.slice(-1);
  expect(last).toMatchObject({ name: "Obey the verdict", if: "always()" });
});

/** Of the main branch, made of those of the first run. */
async function leaveResults(change: (text: string) => string): Promise<void> {
  const found = await readFile(join(folder, "drydock-out/uat.json"), "utf8");
  await writeFile(join(folder, "before.json"), change(found));
}

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
  const gitlab = {
    ...job.variables,
    DRYDOCK_COMMAND: "uat",
    DRYDOCK_COMPARE_WITH: "release/1",
    CI_API_V4_URL: "https://gitlab.example/api/v4",
    CI_PROJECT_ID: "12",
    CI_JOB_NAME: "drydock",
    CI_JOB_TOKEN: "job-token",
  };
  await rm(join(folder, "before.json"), { force: true });
  const { code, said } = await bash(job.script.join("\n"), gitlab);
  expect(said).toContain("No results of release/1 to compare with.");
  expect(said).toContain("2 of 2 scenarios as expected");
  expect(code).toBe(0);
  const found = await readdir(join(folder, job.artifacts.paths[0] ?? ""));
  expect(job.artifacts.reports.junit).toBe("drydock-out/*.xml");
  expect(found).toContain("uat.xml");
  await leaveResults((text) => text.replaceAll('"pass"', '"fail"'));
  const compared = await bash(job.script.join("\n"), { ...gitlab, DRYDOCK_TOKEN: "of-the-project" });
  expect(compared.said).toContain("Newly passing");
  const asked = await readFile(join(folder, "curl.txt"), "utf8");
  expect(asked).toContain("job=drydock --header JOB-TOKEN: job-token");
  expect(asked).toMatch(
    /PRIVATE-TOKEN: of-the-project .*\/projects\/12\/jobs\/artifacts\/release%2F1\/download/,
  );
  await rm(join(folder, "before.json"));
  const broken = await bash(job.script.join("\n"), { ...gitlab, DRYDOCK_CONFIG: "nowhere.yaml" });
  expect(broken.code).toBe(2);
});
