import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { authorizationFor, type TbaAccount } from "./tba-client.contract.ts";

interface Ready {
  readonly url: string;
  readonly caFile: string;
  readonly accounts: readonly [TbaAccount];
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function start(folder: string) {
  const args = ["--import", "tsx", "cli/main.ts", "emulator", "--json", "--state", folder];
  const child = spawn(process.execPath, args);
  cleanUps.push(() => child.kill("SIGKILL"));
  const written = { err: "" };
  child.stderr.on("data", (chunk) => (written.err += String(chunk)));
  return { child, written, ended: once(child, "exit") };
}

async function ready(folder: string) {
  const process = start(folder);
  const [line] = (await once(createInterface({ input: process.child.stdout }), "line")) as [string];
  return { ...process, ready: JSON.parse(line) as Ready };
}

async function send({ url, accounts: [account] }: Ready, method: string, path: string, body?: object) {
  const request = { method, url: `${url}/services/rest/record/v1${path}` };
  const authorization = authorizationFor(account, request);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(request.url, { method, headers: { authorization }, ...sent });
}

test("an answered write and the credentials outlive SIGKILL, and a second process is kept out meanwhile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-state-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const first = await ready(folder);
  const answer = await send(first.ready, "POST", "/subsidiary", { name: "Acme", externalId: "ACME" });
  expect(answer.status).toBe(204);
  const second = start(folder);
  expect(await second.ended).toEqual([2, null]);
  expect(second.written.err).toContain(`in use by the process ${first.child.pid}`);
  first.child.kill("SIGKILL");
  await first.ended;
  const authority = await readFile(first.ready.caFile, "utf8");
  const third = await ready(folder);
  expect(third.ready.caFile).toBe(join(folder, "ca", "drydock-ca.pem"));
  expect(await readFile(third.ready.caFile, "utf8")).toBe(authority);
  expect(third.ready.accounts).toEqual(first.ready.accounts);
  const found = await send(third.ready, "GET", "/subsidiary/eid:ACME");
  expect([found.status, (await found.json()) as unknown]).toEqual([
    200,
    expect.objectContaining({ name: "Acme" }),
  ]);
  expect(new URL(answer.headers.get("location") ?? "").pathname).toMatch(/subsidiary\/\d+$/);
  third.child.kill("SIGTERM");
  expect(await third.ended).toEqual([0, null]);
});
