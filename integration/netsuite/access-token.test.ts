import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import type { HttpOutcome, HttpRequest, Transport } from "../http/transport.ts";
import { createAccessToken } from "./access-token.ts";
import { classify } from "./classify.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const TOKEN_URL = "https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token";

const KEYS = {
  "RSA 3072": () => generateKeyPairSync("rsa", { modulusLength: 3072 }),
  "P-256": () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "P-384": () => generateKeyPairSync("ec", { namedCurve: "P-384" }),
  "P-521": () => generateKeyPairSync("ec", { namedCurve: "P-521" }),
};

const pemOf = (kind: keyof typeof KEYS): string =>
  KEYS[kind]().privateKey.export({ type: "pkcs8", format: "pem" }).toString();

const PEM = pemOf("P-256");

const answer = (status: number, body: unknown): HttpOutcome => ({
  kind: "answer",
  status,
  headers: {},
  text: typeof body === "string" ? body : JSON.stringify(body),
});

/** An authorizer, the requests it has sent to the token endpoint, and a clock to turn. */
function anAuthorizer(answers: readonly HttpOutcome[], privateKey = PEM) {
  const sent: HttpRequest[] = [];
  const time = { now: NOW };
  const transport: Transport = {
    async send(request) {
      sent.push(request);
      return answers[sent.length - 1] ?? answer(500, "no more answers");
    },
    close: async () => undefined,
  };
  const authorizer = createAccessToken({
    credentials: { clientId: "client-1", certificateId: "cert-1", privateKey },
    tokenUrl: TOKEN_URL,
    transport,
    clock: { now: () => time.now, sleep: async () => undefined },
  });
  return {
    sent,
    time,
    authorize: () => authorizer.authorize({ method: "GET", url: "" }),
    refused: authorizer.refused,
  };
}

const token = (name: string): HttpOutcome =>
  answer(200, { access_token: name, expires_in: 3600, token_type: "Bearer" });

test.each([
  ["RSA 3072", "PS256"],
  ["P-256", "ES256"],
  ["P-384", "ES384"],
  ["P-521", "ES512"],
] as const)(
  "a key of %s signs its assertion with %s, for the token endpoint and no longer than needed",
  async (kind, alg) => {
    const pem = pemOf(kind);
    const { sent, authorize } = anAuthorizer([token("t1")], pem);
    expect(await authorize()).toEqual({ ok: true, header: "Bearer t1" });
    const form = new URLSearchParams(sent[0]?.body);
    expect(form.get("grant_type")).toBe("client_credentials");
    const assertion = form.get("client_assertion") ?? "";
    expect(decodeProtectedHeader(assertion)).toEqual({ alg, typ: "JWT", kid: "cert-1" });
    const { payload } = await jwtVerify(assertion, createPublicKey(pem), { currentDate: new Date(NOW) });
    expect(payload).toMatchObject({
      iss: "client-1",
      aud: TOKEN_URL,
      scope: ["rest_webservices", "restlets"],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(3600);
  },
);

test("one token serves many calls until its last minute, and many calls at once ask for it once", async () => {
  const { sent, time, authorize } = anAuthorizer([token("t1"), token("t2")]);
  await Promise.all([authorize(), authorize(), authorize()]);
  time.now = NOW + 58 * 60_000;
  expect(await authorize()).toEqual({ ok: true, header: "Bearer t1" });
  expect(sent).toHaveLength(1);
  time.now = NOW + 59 * 60_000;
  expect(await authorize()).toEqual({ ok: true, header: "Bearer t2" });
});

test("a token that NetSuite refused is not used again", async () => {
  const { authorize, refused } = anAuthorizer([token("t1"), token("t2")]);
  await authorize();
  refused();
  expect(await authorize()).toEqual({ ok: true, header: "Bearer t2" });
});

test.each([
  [400, { error: "invalid_grant" }, "credentials", "invalid_grant"],
  [401, { error: "invalid_client" }, "credentials", "invalid_client"],
  [403, "<html>", "credentials", "403"],
  [429, "slow down", "throttled", "429"],
  [503, "down", "transient", "503"],
  [200, "<html>maintenance</html>", "transient", "200"],
])(
  "a token endpoint that answers %i %o holds the entries as %s, never as a write of unknown outcome",
  async (status, body, kind, words) => {
    const { authorize } = anAuthorizer([answer(status, body)]);
    const result = await authorize();
    if (result.ok) throw new Error("there was no token to be had");
    expect(classify({ operation: "write", outcome: result.outcome })).toMatchObject({
      class: kind,
      message: expect.stringContaining(words),
    });
  },
);

test("a token endpoint that does not answer has received nothing of the call", async () => {
  const cut: HttpOutcome = { kind: "no-answer", code: "ECONNRESET", message: "cut", sent: true };
  const { authorize } = anAuthorizer([cut]);
  expect(await authorize()).toEqual({ ok: false, outcome: { ...cut, sent: false } });
});

test.each([
  ["no PEM", "hunter2"],
  [
    "a public key",
    generateKeyPairSync("ec", { namedCurve: "P-256" })
      .publicKey.export({ type: "spki", format: "pem" })
      .toString(),
  ],
  [
    "another kind of key",
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  ],
])("%s instead of a private key is refused at the start, without a word of it", (_, key) => {
  const open = () => anAuthorizer([], key);
  expect(open).toThrow(expect.objectContaining({ code: "CONFIGURATION_INVALID" }));
  expect(open).toThrow(/^(?!.*hunter2)/);
});
