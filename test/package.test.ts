/** The package as users get it: packed, unpacked elsewhere, imported by its public names, and its command run. */
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createEmulator, startHttpDoor } from "../emulator/index.ts";
import { startNode } from "./processes.ts";

const run = promisify(execFile);

let installed: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-package-"));
  await run("npm", ["pack", "--pack-destination", folder]);
  await run("sh", ["-c", "tar -xzf *.tgz"], { cwd: folder });
  installed = join(folder, "package");
  await symlink(join(process.cwd(), "node_modules"), join(installed, "node_modules"));
});

const inPackage = (args: readonly string[]) => run(process.execPath, [...args], { cwd: installed });

test.each([
  ["emulator", "createEmulator"],
  ["integration", "startIntegration"],
  ["scenarios", "runScenarios"],
  ["loadtest", "runPeakLoad"],
])("netsuite-drydock/%s can be imported and has %s", async (entry, name) => {
  const script = `const all = await import("netsuite-drydock/${entry}"); console.log(typeof all.${name})`;
  const { stdout } = await inPackage(["--input-type=module", "--eval", script]);
  expect(stdout.trim()).toBe("function");
});

test("RESTlets run from the package, with the script that comes with it", async () => {
  const script = `
    import { createHmac } from "node:crypto";
    import OAuth from "oauth-1.0a";
    import { createEmulator } from "netsuite-drydock/emulator";
    const restlets = [{ script: "customscript_up", deploy: "customdeploy_up", file: "examples/restlets/upsert-many.js" }];
    const emulator = createEmulator({ accounts: [{ accountId: "1234567", restlets }] });
    const { consumerKey, consumerSecret, tokenId, tokenSecret } = emulator.account("1234567").credentials;
    const oauth = new OAuth({
      consumer: { key: consumerKey, secret: consumerSecret },
      signature_method: "HMAC-SHA256",
      realm: "1234567",
      hash_function: (text, key) => createHmac("sha256", key).update(text).digest("base64"),
    });
    const url = "https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=customscript_up&deploy=1";
    const signed = oauth.authorize({ url, method: "POST" }, { key: tokenId, secret: tokenSecret });
    const headers = { authorization: oauth.toHeader(signed).Authorization, "content-type": "application/json" };
    const records = [{ recordType: "location", externalId: "L-1", body: { name: "Quay" } }];
    const body = Buffer.from(JSON.stringify({ records }));
    const answer = await emulator.handle({ method: "POST", url, headers, body, receivedAt: emulator.clock.now() });
    console.log(JSON.parse(answer.body).results[0].status);`;
  const { stdout } = await inPackage(["--input-type=module", "--eval", script]);
  expect(stdout.trim()).toBe("created");
});

test("the core runs in a program of one's own, with a source and a mapping of one's own", async () => {
  const name = "Lighthouse Club";
  const masterData = [{ recordType: "subsidiary", body: { name, country: "US" } }];
  const emulator = createEmulator({ accounts: [{ accountId: "1234567", masterData }] });
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  const account = emulator.account("1234567");
  const program = startNode([join(installed, "examples/own-source/own-source.mjs")], {
    NETSUITE_URL: door.url,
    NETSUITE_ACCOUNT: "1234567",
    NETSUITE_CREDENTIALS: JSON.stringify(account.credentials),
    CLUB_SECRET: "only the club knows",
    LEDGER: join(installed, "..", "own-source.sqlite"),
  });
  const { url } = await program.line(({ event }) => event === "ready");

  const member = { number: "1007", given: "Ida", family: "Invented", email: "ida@invented.example" };
  const send = async (change: object, secret = "only the club knows"): Promise<number> => {
    const body = JSON.stringify({ ...member, changedAt: "2026-11-23T12:00:00Z", ...change });
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const headers = { "x-club-signature": signature };
    return (await fetch(`${url}/webhooks/club/members`, { method: "POST", headers, body })).status;
  };
  const members = () =>
    account.records.list("customer").map(({ externalId, fields }) => [externalId, fields["email"]]);
  expect(await send({}, "a guess")).toBe(401);
  expect(await send({})).toBe(200);
  await expect.poll(members).toEqual([["CLUB-1007", "ida@invented.example"]]);
  expect(await send({ email: "new@invented.example", changedAt: "2026-11-24T08:00:00Z" })).toBe(200);
  await expect.poll(members).toEqual([["CLUB-1007", "new@invented.example"]]);
  expect(await program.end("SIGTERM")).toEqual({ code: 0, signal: null });
});

test("nobody reaches past the front doors", async () => {
  const script = `await import("netsuite-drydock/integration/ledger/ledger.js")`;
  await expect(inPackage(["--input-type=module", "--eval", script])).rejects.toThrow(
    /ERR_PACKAGE_PATH_NOT_EXPORTED/,
  );
});

test("the command runs from the package, catalogue data included", async () => {
  const { stdout } = await inPackage(["dist/cli/main.js", "--version"]);
  expect(stdout.trim()).toBe(JSON.parse(await readFile("package.json", "utf8")).version);
  const planned = await inPackage([
    "dist/cli/main.js",
    "plan",
    "--config",
    "examples/acme-store/drydock.yaml",
  ]);
  expect(planned.stderr).toContain("The plan holds");
});

/** A project that has installed the package, and vitest. */
async function projectWith(files: Readonly<Record<string, string>>): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "drydock-project-"));
  const packages = join(project, "node_modules");
  await mkdir(join(project, "scenarios"));
  await mkdir(packages);
  await rename(installed, join(packages, "netsuite-drydock"));
  onTestFinished(() => rename(join(packages, "netsuite-drydock"), installed));
  await symlink(join(process.cwd(), "node_modules/vitest"), join(packages, "vitest"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
  return project;
}

const CONFIG = "node_modules/netsuite-drydock/examples/acme-store/drydock.yaml";

const OWN = `
import { anOrder, oneOrder } from "netsuite-drydock/scenarios";
export const own = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "items" })({
  id: "own-order", title: "Its own order", why: "It matters", given: "an order", then: "it is there",
  order: ({ knownSku: sku }) => anOrder(77).withLines([{ sku, quantity: 1, price: "9.50" }]),
});`;

test("scenarios of a project's own run in threads of the command, beside those of the catalogue", async () => {
  const project = await projectWith({ "scenarios/own.mjs": OWN });
  const drydock = join(project, "node_modules/netsuite-drydock/dist/cli/main.js");
  const args = ["uat", "--config", CONFIG, "--scenarios", "scenarios", "--workers", "2", "--json"];
  const only = ["--only", "own-order", "perfect-order", "--repeat", "2", "--shuffle"];
  const { stdout } = await run(process.execPath, [drydock, ...args, ...only], { cwd: project });
  const { verdict, scenarios, repetitions } = JSON.parse(stdout);
  expect({ verdict, repetitions }).toEqual({ verdict: "pass", repetitions: { times: 2, shuffleBy: 1 } });
  expect(scenarios.map(({ id }: { id: string }) => id)).toEqual(["perfect-order", "own-order"]);
});

test("a scenario in TypeScript needs a Node that reads it, or tsx beside it", async () => {
  const project = await projectWith({
    "scenarios/own.mts": OWN.replace("sku })", "sku }: { knownSku: string })"),
  });
  const drydock = join(project, "node_modules/netsuite-drydock/dist/cli/main.js");
  const list = () =>
    run(process.execPath, [drydock, "uat", "--scenarios", "scenarios", "--list", "--only", "own-order"], {
      cwd: project,
    }).catch((error: { readonly stderr: string }) => error);
  if (!(process.features as { readonly typescript?: unknown }).typescript) {
    expect((await list()).stderr).toMatch(
      /scenarios\/own\.mts: Node [\d.]+ cannot load TypeScript by itself\. Install tsx beside it \(npm install --save-dev tsx\)/,
    );
  }
  await symlink(join(process.cwd(), "node_modules/tsx"), join(project, "node_modules/tsx"));
  expect((await list()).stderr).toMatch(/own-order +Its own order/);
});

test("scenarios are tests of a project's own vitest suite, chosen by name, and say what was otherwise", async () => {
  const fails = OWN.replace('"own-order"', '"fails"').replace(
    "order: (",
    'and: ({ expect }) => expect.equal("pieces", 1, 2), order: (',
  );
  const project = await projectWith({
    "scenarios/own.mjs": OWN,
    "scenarios/fails.mjs": fails,
    "acme.test.mjs": `
      import { scenarioTests } from "netsuite-drydock/scenarios/vitest";
      await scenarioTests({ config: "${CONFIG}", scenarios: "scenarios", only: ["fails", "own-order", "perfect-order", "unknown-sku"] });`,
  });
  const vitest = (...args: string[]) =>
    run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--no-color", ...args], {
      cwd: project,
      env: { ...process.env, VITEST: undefined, NO_COLOR: "1" },
    }).catch((error: { readonly stdout: string; readonly stderr: string }) => error);
  const whole = await vitest("--reporter=verbose");
  expect(whole.stdout).toMatch(/✓ acme\.test\.mjs > own-order: Its own order/);
  expect(whole.stdout).toMatch(/✓ .*perfect-order: /);
  expect(whole.stdout).toMatch(/3 passed/);
  expect(whole.stderr).toMatch(/✗ pieces\s+expected: 2\s+found: +1/);
  const one = await vitest("-t", "unknown-sku");
  expect(one.stdout).toMatch(/1 passed \| 3 skipped/);
});

test("holds no test and no source, but for the example of a suite", async () => {
  const { stdout } = await run(
    "sh",
    [
      "-c",
      "find . \\( -path ./node_modules -o -path ./examples \\) -prune -o \\( -name '*.test.*' -o -name '*.contract.*' \\) -print",
    ],
    {
      cwd: installed,
    },
  );
  expect(stdout).toBe("");
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false });
  expect(messages).toEqual([]);
});
