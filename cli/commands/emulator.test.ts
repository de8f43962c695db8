import { spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import OAuth from "oauth-1.0a";
import { afterEach, expect, test } from "vitest";

interface Ready {
  readonly url: string;
  readonly accounts: readonly [
    { accountId: string } & Record<"consumerKey" | "consumerSecret" | "tokenId" | "tokenSecret", string>,
  ];
}

const running: { kill(signal: "SIGKILL"): unknown }[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** The command as an operator starts it. */
async function emulatorProcess(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "cli/main.ts", "emulator", "--json", ...args]);
  running.push(child);
  const written = { err: "" };
  child.stderr.on("data", (chunk) => (written.err += String(chunk)));
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const ready = JSON.parse(line) as Ready;
  const ended = once(child, "exit");
  return { child, written, ready, ended };
}

function signed({ url, accounts: [account] }: Ready, path: string): { url: string; authorization: string } {
  const oauth = new OAuth({
    consumer: { key: account.consumerKey, secret: account.consumerSecret },
    signature_method: "HMAC-SHA256",
    realm: account.accountId,
    hash_function: (text, key) => createHmac("sha256", key).update(text).digest("base64"),
  });
  oauth.getNonce = () => randomBytes(16).toString("hex");
  const token = { key: account.tokenId, secret: account.tokenSecret };
  const request = { method: "GET", url: url + path };
  return { url: request.url, authorization: oauth.toHeader(oauth.authorize(request, token)).Authorization };
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
