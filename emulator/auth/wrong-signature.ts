/** What the audit trail says of a signature that does not fit: the mistake that makes it, if it is a known one. */
import type { EngineRequest } from "../exchange/exchange.ts";
import { baseUriOf, type Parameter, signedParametersOf } from "./base-string.ts";
import { type Diagnosis, diagnose } from "./diagnosis/diagnose.ts";
import { RIGHT_FORM } from "./diagnosis/form-mistakes.ts";
import type { SentRequest } from "./diagnosis/signing.ts";
import type { LoginFailure } from "./login-outcome.ts";
import { signingKeyOf } from "./signature.ts";

interface Refused {
  readonly accountId: string;
  readonly request: EngineRequest;
  readonly url: URL;
  readonly oauth: readonly Parameter[];
  readonly secrets: SentRequest["secrets"];
  value(name: string): string;
}

export function wrongSignature({ accountId, request, url, oauth, secrets, value }: Refused): LoginFailure {
  const right = {
    ...RIGHT_FORM,
    method: request.method,
    baseUri: baseUriOf(url),
    parameters: signedParametersOf(url, oauth),
    key: signingKeyOf(secrets),
    hash: "sha256",
    seal: (digest: Buffer) => digest.toString("base64"),
  } as const;
  const body = request.body.byteLength > BODY_LIMIT ? "" : Buffer.from(request.body).toString("utf8");
  const sent = { accountId, url, calledUrl: request.url, oauth, body, secrets };
  const diagnosis = diagnose(value("oauth_signature"), right, sent);
  return { kind: "failure", detail: "InvalidSignature", hint: hintOf(diagnosis), ...diagnosis };
}

/** A longer body is not looked into. */
const BODY_LIMIT = 16_384;

function hintOf(diagnosis: Diagnosis | undefined): string {
  if (diagnosis === undefined) {
    return "No common mistake leads to this signature, so a secret is wrong or another text was signed. Compare your base string with the expected one; if they agree, it is a secret.";
  }
  const { mistakes, difference } = diagnosis;
  const found = `The signature is what comes out when ${mistakes.join(", and when ")}.`;
  if (difference === undefined) return `${found} The base string is right.`;
  const { atByte, expected, signed } = difference;
  return `${found} The base strings part at byte ${atByte}: expected ${expected}, signed ${signed}.`;
}
