import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readyEmulator, startEmulator } from "./emulator-process.contract.ts";
import { authorizationFor, type TbaAccount } from "./tba-client.contract.ts";

interface Ready {
  readonly url: string;
  readonly caFile: string;
  readonly accounts: readonly [TbaAccount];
}

async function send({ url, accounts: [account] }: Ready, method: string, path: string, body?: object) {
  const request = { method, url: `${url}/services/rest/record/v1${path}` };
  const authorization = authorizationFor(account, request);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(request.url, { method, headers: { authorization }, ...sent });
}

test("an answered write and the credentials outlive SIGKILL, and a second process is kept out meanwhile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-state-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await readyEmulator<Ready>("--state", folder);
  const answer = await send(first.ready, "POST", "/subsidiary", { name: "Acme", externalId: "ACME" });
  expect(answer.status).toBe(204);
  const second = startEmulator("--json", "--state", folder);
  expect(await second.ended).toEqual([2, null]);
  expect(second.written.err).toContain(`in use by the process ${first.child.pid}`);
  first.child.kill("SIGKILL");
  await first.ended;
  const authority = await readFile(first.ready.caFile, "utf8");
  const third = await readyEmulator<Ready>("--state", folder);
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
