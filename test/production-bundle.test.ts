/** What goes into the production image, derived from what its entry really imports, and seen to serve. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type ProductionBundle, productionBundle } from "../deploy/production-bundle.ts";
import { startNode } from "./processes.ts";

const run = promisify(execFile);

let bundle: ProductionBundle;

beforeAll(async () => {
  bundle = await productionBundle("dist-production");
});

test("it holds the core and its commands, nothing of the emulator, the scenarios, the load test or the reports", () => {
  const { sources } = bundle;
  expect(new Set(sources.map((file) => file.split("/")[0]))).toEqual(new Set(["cli", "integration"]));
  expect(sources.filter((file) => /\.(test|contract)\.ts$/.test(file))).toEqual([]);
  expect(sources).toContain("integration/integration.ts");
  expect(sources).toContain("cli/commands/reconcile.ts");
});

test("it loads these packages and no others, each in the version that was tested", () => {
  expect(Object.keys(bundle.packages)).toEqual([
    ...["@opentelemetry/api", "better-sqlite3", "big.js", "commander", "express", "jose", "jsonata"],
    ...[
      "lossless-json",
      "oauth-1.0a",
      "pg",
      "picocolors",
      "pino",
      "prom-client",
      "raw-body",
      "undici",
      "yaml",
      "zod",
    ],
  ]);
  for (const version of Object.values(bundle.packages)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("neither does any of those packages bring what only tests and proofs need", async () => {
  const brought = await closureOf(Object.keys(bundle.packages));
  expect(brought).toContain("pg-protocol");
  const unwanted = [
    "@faker-js/faker",
    "autocannon",
    "hdr-histogram-js",
    "d3-random",
    "msw",
    "esbuild",
    "tsx",
  ];
  expect(unwanted.filter((name) => brought.has(name))).toEqual([]);
});

test("it says its version, lists its commands, and serves, with those packages alone", async () => {
  const folder = await written();
  const command = join(folder, "dist/drydock.js");
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  expect((await run(process.execPath, [command, "--version"])).stdout.trim()).toBe(version);
  const { stdout: help } = await run(process.execPath, [command, "--help"]);
  for (const name of ["serve", "ledger", "reconcile", "dlq"])
    expect(help).toMatch(new RegExp(`^  ${name}\\b`, "m"));
  for (const name of ["emulator", "gate", "loadtest"]) expect(help).not.toContain(name);

  const service = startNode([command, "serve", "--config", join(folder, "drydock.yaml")], SECRETS);
  const { url } = await service.line(({ msg }) => msg === "ready");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await service.end("SIGTERM")).toEqual({ code: 0, signal: null });
});

const SECRETS = {
  DRYDOCK_SHOPIFY_SECRETS: "hush",
  DRYDOCK_NETSUITE_CONSUMER_KEY: "consumer-key",
  DRYDOCK_NETSUITE_CONSUMER_SECRET: "consumer-secret",
  DRYDOCK_NETSUITE_TOKEN_ID: "token-id",
  DRYDOCK_NETSUITE_TOKEN_SECRET: "token-secret",
};

/** The folder of the image as its build writes it, its packages linked one by one, and a configuration beside it. */
async function written(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-production-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await run(process.execPath, ["--import", "tsx", "deploy/write-production-bundle.ts", folder]);
  expect((await readdir(folder)).toSorted()).toEqual(["dist", "package.json"]);
  const { dependencies } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(process.cwd(), "node_modules", name), link);
  }
  const mapping = join(process.cwd(), "examples/acme-store/mappings/shopify-orders.yaml");
  await writeFile(
    join(folder, "drydock.yaml"),
    [
      "shop: { domain: acme-store.example }",
      'netsuite: { account: "1234567", tier: premium }',
      `flows: [{ kind: shopify-orders, mapping: ${mapping} }]`,
      "serve: { baseUrl: 'http://127.0.0.1:9', port: 0, admin: { port: 0 }, ledger: ledger.sqlite }",
    ].join("\n"),
  );
  return folder;
}

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** These packages and all that the lock brings with them. */
async function closureOf(names: readonly string[]): Promise<ReadonlySet<string>> {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const seen = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    // A package may be there in several versions, one within another: whatever any of them brings counts.
    for (const [path, { dependencies, optionalDependencies }] of Object.entries(packages))
      if (path.endsWith(`node_modules/${name}`))
        waiting.push(...Object.keys({ ...dependencies, ...optionalDependencies }));
  }
  return seen;
}
