/** `drydock emulator`'s faults and its administration, as an operator orders them. */
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readyEmulator, startEmulator } from "./emulator-process.contract.ts";
import { authorizationFor, type TbaAccount } from "./tba-client.contract.ts";

interface Ready {
  readonly url: string;
  readonly adminUrl?: string;
  readonly accounts: readonly [TbaAccount];
}

const emulatorProcess = (...args: readonly string[]) => readyEmulator<Ready>("--tls-port", "off", ...args);

function signed({ url, accounts: [account] }: Ready, path: string): { url: string; authorization: string } {
  const request = { method: "GET", url: url + path };
  return { url: request.url, authorization: authorizationFor(account, request) };
}

const PATH = "/services/rest/record/v1/customer";

test("faults of the command line and of a file strike every account, and their mistakes are told by place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-test-"));
  const file = join(folder, "chaos.yaml");
  await writeFile(file, "faults:\n  - { name: filed, effect: { status: 502, page: proxy }, nth: 2 }\n");
  const { ready } = await emulatorProcess(
    "--faults",
    file,
    "--fault",
    "name: typed, effect: { status: 503 }, times: 1",
  );
  const statuses: number[] = [];
  for (let calls = 0; calls < 3; calls += 1) {
    const { url, authorization } = signed(ready, PATH);
    statuses.push((await fetch(url, { headers: { authorization } })).status);
  }
  expect(statuses).toEqual([503, 502, 200]);
  const faults = await fetch(`${ready.adminUrl}v1/accounts/1234567/faults`);
  expect(await faults.json()).toMatchObject([
    { name: "filed", hits: 1 },
    { name: "typed", hits: 1 },
  ]);
  rmSync(folder, { recursive: true });
});

test.each([
  [
    ["--fault", "effect: explode"],
    /--fault effect: explode:1:11: effect: no known effect; write one of reset-before-commit/,
  ],
  [["--fault", "efect: over-limit"], /has no setting "efect"/],
  [["--faults", "nowhere.yaml"], /Cannot read the file of faults nowhere\.yaml: there is no such file/],
])("%j ends the command with what to correct", async (args, message) => {
  const { written, ended } = startEmulator("--tls-port", "off", ...args);
  expect((await ended)[0]).toBe(2);
  expect(written.err).toMatch(message);
});

test("the administration says where its console is, asks for the token it was given, and ends the program", async () => {
  const { ready, written, ended } = await emulatorProcess("--admin-token", "sesame");
  expect(ready.adminUrl).toBe(`${ready.url}/__drydock/`);
  expect(ready).not.toHaveProperty("adminToken");
  await expect.poll(() => written.err).toContain(`The console is at ${ready.adminUrl}`);
  const end = `${ready.adminUrl}v1/shutdown`;
  expect((await fetch(end, { method: "POST" })).status).toBe(401);
  const headers = { authorization: "Bearer sesame" };
  expect((await fetch(end, { method: "POST", headers })).status).toBe(202);
  expect(await ended).toEqual([0, null]);
});

test("--admin off leaves NetSuite alone on the port", async () => {
  const { ready } = await emulatorProcess("--admin", "off");
  expect(ready).not.toHaveProperty("adminUrl");
  expect((await fetch(`${ready.url}/__drydock/v1/accounts`)).status).toBe(401);
});
