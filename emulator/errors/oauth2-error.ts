/** Renders a refusal as the OAuth 2.0 endpoints do: one word, as RFC 6749 section 5.2 spells it. */
import { type ErrorReply, wordsOf } from "./error-reply.ts";
import type { Refusal } from "./refusal.ts";
import type { Wording } from "./wording.ts";

export function oauth2Error(refusal: Refusal, wording?: Wording): ErrorReply {
  const { status, code, detail } = refusal.key.startsWith("oauth2-")
    ? wordsOf(refusal, wording)
    : generalWords(refusal, wording);
  return {
    status,
    code,
    detail,
    contentType: "application/json; charset=UTF-8",
    body: JSON.stringify({ error: code }),
  };
}

/** Of anything that goes wrong before the endpoint is reached, only whose fault it was can be said (inferred). */
function generalWords(refusal: Refusal, wording: Wording | undefined) {
  const { status, detail } = wordsOf(refusal, wording);
  const key = status >= 500 ? "oauth2-server-error" : "oauth2-invalid-request";
  return { ...wordsOf(refusal, wording, key), status, detail };
}
