import { expect, test } from "vitest";
import { createEmulator } from "../index.ts";
import { authorization, RECORDS } from "../testing/acme.ts";

const IDS = ["1111111", "1234567_SB1", "TSTDRV7654321"];
const PATH = `${RECORDS}/customer`;

/** Which account's audit trail a request came to, and the word it got. */
async function landing(url: string, realm?: string) {
  const emulator = createEmulator({ accounts: IDS.map((accountId) => ({ accountId })) });
  const { credentials } = emulator.account(IDS.find((id) => id === realm) ?? "1111111");
  const now = emulator.clock.now();
  const login = { method: "GET", url, credentials, nonce: "abcdef123456", now };
  const headers: Record<string, string> =
    realm === undefined ? {} : { authorization: authorization({ ...login, realm }) };
  await emulator.handle({ method: "GET", url, headers, body: new Uint8Array(), receivedAt: now });
  const found = emulator.accounts.find((account) => account.auditTrail().length > 0);
  return `${found?.accountId} ${found?.auditTrail()[0]?.detail}`;
}

const MISSING = "MissingTokenPassportRequiredFields";

test.each([
  ["https://1234567-sb1.suitetalk.api.netsuite.com", `1234567_SB1 ${MISSING}`],
  ["https://1234567-SB1.restlets.api.netsuite.com", `1234567_SB1 ${MISSING}`],
  ["https://tstdrv7654321.app.netsuite.com", `TSTDRV7654321 ${MISSING}`],
  ["https://9999999.suitetalk.api.netsuite.com", `1111111 ${MISSING}`],
  ["http://127.0.0.1:8080", `1111111 ${MISSING}`],
])("without a login the host %s decides", async (origin, landed) => {
  expect(await landing(`${origin}${PATH}`)).toBe(landed);
});

test.each([
  ["http://127.0.0.1:8080", "1234567_SB1", "1234567_SB1 Success"],
  ["https://1234567-sb1.suitetalk.api.netsuite.com", "1234567_SB1", "1234567_SB1 Success"],
  ["http://127.0.0.1:8080", "1234567-sb1", "1234567_SB1 token_rejected"],
  ["https://1111111.suitetalk.api.netsuite.com", "1234567_SB1", "1234567_SB1 token_rejected"],
  ["https://1234567-sb1.suitetalk.api.netsuite.com", "nonsense", "1234567_SB1 token_rejected"],
])("a login at %s with the realm %s comes to its account", async (origin, realm, landed) => {
  expect(await landing(`${origin}${PATH}`, realm)).toBe(landed);
});
