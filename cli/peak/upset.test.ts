/** Each trouble of a schedule as NetSuite's caller meets it, and that it is over afterwards. */
import { expect, onTestFinished, test } from "vitest";
import { type Account, adminMount, createEmulator, startHttpDoor } from "../../emulator/index.ts";
import { signRequest } from "../../integration/index.ts";
import type { Trouble } from "../../loadtest/index.ts";
import { adminOf } from "./emulator-process.ts";
import { upsetOf } from "./upset.ts";

const ACCOUNT = "1234567";
const PATH = "/services/rest/record/v1/currency";

async function netsuite() {
  const emulator = createEmulator({ accounts: [{ accountId: ACCOUNT, tier: "standard" }] });
  const door = await startHttpDoor(emulator, { mounts: [adminMount({ emulator })] });
  onTestFinished(() => door.close());
  const account = emulator.account(ACCOUNT);
  return { account, upset: upsetOf({ ask: adminOf(door.url, ACCOUNT) }), ask: () => ask(account, door.url) };
}

/** The status, or what became of the connection; a page is told apart from NetSuite's own answer. */
async function ask({ accountId, credentials }: Account, url: string): Promise<string> {
  const signed = { method: "GET", url: url + PATH, realm: accountId, credentials, now: Date.now() } as const;
  try {
    const answer = await fetch(url + PATH, { headers: { authorization: signRequest(signed) } });
    const isPage = (await answer.text()).startsWith("<");
    return `${answer.status}${isPage ? " page" : ""}`;
  } catch {
    return "reset";
  }
}

test.each<[Trouble, string]>([
  ["maintenance", "200 page"],
  ["token-revoked", "401"],
  [{ neighbour: 5 }, "429"],
  [{ unavailable: 1 }, "503"],
  [{ lostAnswers: 1 }, "reset"],
])("%j: an integration meets %s, and all is well again", async (what, met) => {
  const { upset, ask: call } = await netsuite();
  expect(await call()).toBe("200");
  const end = await upset.begin(what);
  expect(await call()).toBe(met);
  await end();
  expect(await call()).toBe("200");
});
