/** Reads the body of a SuiteQL request: the query, its parameters, and nothing else. */
import { z } from "zod";
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import { parseBody } from "../record/request-body.ts";

/** An unknown key is refused (seen live). */
const bodySchema = z.strictObject({
  q: z.string(),
  params: z.array(z.union([z.string(), z.number()])).default([]),
});

export type QueryBody = Readonly<z.infer<typeof bodySchema>>;

export function parseQueryBody(body: Uint8Array): Outcome<QueryBody> {
  const json = parseBody(body);
  if (!json.ok) return json;
  const parsed = bodySchema.safeParse(json.value);
  return parsed.success ? accept(parsed.data) : refuse({ key: "content-invalid" });
}
