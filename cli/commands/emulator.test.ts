import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importPKCS8, SignJWT } from "jose";
import { ProxyAgent, request } from "undici";
import { expect, test } from "vitest";
import { readyEmulator, startEmulator } from "./emulator-process.contract.ts";
import { authorizationFor } from "./tba-client.contract.ts";

interface Ready {
  readonly url: string;
  readonly tlsUrl?: string;
  readonly caFile?: string;
  readonly accounts: readonly [
    {
      accountId: string;
      oauth2: { clientId: string; certificateId: string; privateKeyFile: string };
    } & Record<"consumerKey" | "consumerSecret" | "tokenId" | "tokenSecret", string>,
  ];
}

const emulatorProcess = (...args: readonly string[]) => readyEmulator<Ready>(...args);

function signed({ url, accounts: [account] }: Ready, path: string): { url: string; authorization: string } {
  const request = { method: "GET", url: url + path };
  return { url: request.url, authorization: authorizationFor(account, request) };
}

const PATH = "/services/rest/record/v1/customer";

test("a refused login is shown with its audit detail, its hint and the expected base string", async () => {
  const { written, ready } = await emulatorProcess();
  const { authorization } = signed(ready, `${PATH}/1`);
  const answer = await fetch(ready.url + PATH, { headers: { authorization } });
  expect(answer.status).toBe(401);
  await expect.poll(() => written.err).toContain(`login refused by 1234567: InvalidSignature, GET ${PATH}\n`);
  expect(written.err).toContain("Compare your base string with the expected one");
  expect(written.err).toContain(
    `expected base string: GET&${encodeURIComponent(ready.url + PATH)}&oauth_consumer_key`,
  );
});

test("SIGTERM ends it although requests in flight would still take hours", async () => {
  const { child, ready, ended } = await emulatorProcess("--latency", "heavy", "--time-scale", "0.00001");
  const { url, authorization } = signed(ready, PATH);
  const sent = fetch(url, { headers: { authorization } });
  const cut = expect(sent).rejects.toThrow();
  // A login that is refused is answered at once, so the one before it has been taken in.
  expect((await fetch(url)).status).toBe(401);
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  await cut;
});

test("its ready line leads to NetSuite's own host name, through the proxy and with the authority it names", async () => {
  const { ready } = await emulatorProcess();
  const host = "https://1234567.suitetalk.api.netsuite.com";
  const { url, authorization } = signed({ ...ready, url: host }, PATH);
  const dispatcher = new ProxyAgent({ uri: ready.url, requestTls: { ca: readFileSync(ready.caFile ?? "") } });
  const { statusCode, body } = await request(url, { dispatcher, headers: { authorization } });
  expect(await body.json()).toMatchObject({ links: [{ href: expect.stringContaining(host) }] });
  expect(statusCode).toBe(200);
  await dispatcher.destroy();
});

test("without TLS its ready line has neither address nor authority", async () => {
  const { ready } = await emulatorProcess("--tls-port", "off");
  expect(ready).not.toHaveProperty("tlsUrl");
  expect(ready).not.toHaveProperty("caFile");
});

test("a kept authority is the same at the next start, and what listens beyond this machine is warned of", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-test-"));
  const first = await emulatorProcess("--ca-dir", folder);
  const authority = readFileSync(first.ready.caFile ?? "", "utf8");
  expect(first.written.err).not.toContain("Warning");
  const second = await emulatorProcess("--ca-dir", folder, "--host", "0.0.0.0");
  expect(readFileSync(second.ready.caFile ?? "", "utf8")).toBe(authority);
  await expect
    .poll(() => second.written.err)
    .toContain("Warning: 0.0.0.0 is not this machine's loopback address");
  rmSync(folder, { recursive: true });
});

test.each([
  ["--port", "65536", "Ports end at 65535."],
  ["--tls-port", "on", "whole number"],
])("%s %s is refused", async (option, value, message) => {
  const { written, ended } = startEmulator(option, value);
  expect(await ended).toEqual([2, null]);
  expect(written.err).toContain(message);
});

test("invented master data is in every account, and what cannot be invented is refused", async () => {
  const { ready } = await emulatorProcess("--seed-data", "customers=30,items=0,vendors=0");
  const { url, authorization } = signed(ready, PATH);
  const answer = await fetch(url, { headers: { authorization } });
  expect(await answer.json()).toMatchObject({ totalResults: 30 });
  expect(await startEmulator("--seed-data", "many").ended).toEqual([2, null]);
});

test("the private key on the ready line gets a client in, nobody else reads it, and it is gone at the end", async () => {
  const { child, ready, ended } = await emulatorProcess("--tls-port", "off");
  const { clientId, certificateId, privateKeyFile } = ready.accounts[0].oauth2;
  expect(statSync(privateKeyFile).mode & 0o777).toBe(0o600);
  const endpoint = `${ready.url}/services/rest/auth/oauth2/v1/token`;
  const assertion = await new SignJWT({ scope: ["rest_webservices"] })
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: certificateId })
    .setIssuer(clientId)
    .setAudience(endpoint)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(await importPKCS8(readFileSync(privateKeyFile, "utf8"), "ES256"));
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  });
  const granted = (await (await fetch(endpoint, { method: "POST", body })).json()) as {
    access_token: string;
  };
  const headers = { authorization: `Bearer ${granted.access_token}` };
  expect((await fetch(ready.url + PATH, { headers })).status).toBe(200);
  child.kill("SIGTERM");
  await ended;
  expect(existsSync(privateKeyFile)).toBe(false);
});

test("a RESTlet is deployed from the command line", async () => {
  const deployment = "customscript_up:customdeploy_up=examples/restlets/upsert-many.js";
  const { ready } = await emulatorProcess("--tls-port", "off", "--restlet", deployment);
  const { url, authorization } = signed(
    ready,
    "/app/site/hosting/restlet.nl?script=customscript_up&deploy=1",
  );
  const answer = await fetch(url, { headers: { authorization } });
  // The script is there, and has no entry point for GET.
  expect([answer.status, await answer.text()]).toEqual([
    405,
    expect.stringContaining("no entry point for the GET"),
  ]);
});

test("a script that cannot be deployed ends the command with its file and line", async () => {
  const { written, ended } = startEmulator("--restlet", "customscript_x:customdeploy_x=biome.json");
  expect(await ended).toEqual([2, null]);
  expect(written.err).toMatch(/biome\.json:1: There is no @NApiVersion tag/);
});

test("a folder of CSV and JSON files fills the account, and a mistake in it is told with file and line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-data-"));
  try {
    await writeFile(join(folder, "subsidiary.csv"), "Name,External ID\nAcme,ACME\n");
    const customers = [{ companyName: "Harbour Ltd", subsidiary: { externalId: "ACME" } }];
    await writeFile(join(folder, "customer.json"), JSON.stringify(customers));
    const { ready } = await emulatorProcess("--data", folder);
    const { url, authorization } = signed(ready, PATH);
    const answer = await fetch(url, { headers: { authorization } });
    expect(await answer.json()).toMatchObject({ totalResults: 1 });
    await writeFile(join(folder, "subsidiary.csv"), "Name,Colour\nAcme,red\n");
    const refused = startEmulator("--data", folder);
    expect(await refused.ended).toEqual([2, null]);
    expect(refused.written.err).toContain('subsidiary.csv:2:2: subsidiary has no field "Colour"');
  } finally {
    await rm(folder, { recursive: true });
  }
});
