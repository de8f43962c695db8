/** The key that makes an asynchronous request run once however often it is sent. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";

const HEADER = "x-netsuite-idempotency-key";
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The key in lower case, since a UUID has no case; undefined when the caller sent none. */
export function idempotencyKeyOf(headers: Readonly<Record<string, string>>): Outcome<string | undefined> {
  const key = headers[HEADER]?.trim();
  if (key === undefined || key === "") return accept(undefined);
  if (UUID.test(key)) return accept(key.toLowerCase());
  return refuse({ key: "idempotency-key-malformed", header: "X-NetSuite-Idempotency-Key" });
}
