/** Reads the JSON object a write carries. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import { type FieldValue, isObject, linesOf } from "../../records/field-value.ts";

export type BodyObject = Readonly<Record<string, unknown>>;

const UTF_8 = new TextDecoder("utf-8", { fatal: true });

export function parseBody(body: Uint8Array): Outcome<BodyObject> {
  try {
    const parsed: unknown = JSON.parse(UTF_8.decode(body));
    if (isObject(parsed)) return accept(parsed);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  return refuse({ key: "content-invalid" });
}

/** For requests that may come without one. */
export const parseOptionalBody = (body: Uint8Array): Outcome<BodyObject> =>
  body.byteLength === 0 ? accept({}) : parseBody(body);

/** How many item lines a body brings: what a transaction's duration depends on. */
export function countLines(body: BodyObject): number {
  const item = Object.entries(body).find(([name]) => name.toLowerCase() === "item")?.[1];
  return linesOf(item as FieldValue | undefined).length;
}
