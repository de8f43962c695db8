/** Reads what the Admin API answers: data, errors, the users' errors inside the data, and what it cost. */
import { parse } from "lossless-json";
import { z } from "zod";
import type { HttpAnswer } from "../http/transport.ts";

const throttleStatus = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number(),
});

const envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  /** A text instead of a list when the request did not come as far as GraphQL. */
  errors: z
    .union([
      z.string(),
      z.array(
        z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
      ),
    ])
    .optional(),
  extensions: z
    .object({ cost: z.object({ requestedQueryCost: z.number(), throttleStatus }).optional() })
    .optional(),
});

export type Envelope = z.output<typeof envelope>;

const userErrors = z.array(
  z.object({
    code: z.string().nullish(),
    field: z.array(z.string()).nullish(),
    message: z.string(),
  }),
);

export type UserError = z.output<typeof userErrors>[number];

const withUserErrors = z.object({ userErrors });

/** null when it is no answer of GraphQL: a proxy's page, a maintenance page, nothing. */
export function envelopeIn(answer: HttpAnswer): Envelope | null {
  try {
    const parsed = envelope.safeParse(JSON.parse(answer.text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the shop refuses of a mutation, though it answers with 200. */
export function userErrorsIn(data: Readonly<Record<string, unknown>>): readonly UserError[] {
  return Object.values(data).flatMap((payload) => {
    const parsed = withUserErrors.safeParse(payload);
    return parsed.success ? parsed.data.userErrors : [];
  });
}

/** The bytes of `{"order": …}` without what is around it: exactly as the shop wrote the order, ids beyond 2^53 too. */
export function orderBodyIn(answer: HttpAnswer): Uint8Array | null {
  const inside = /^\s*\{\s*"order"\s*:([\s\S]*)\}\s*$/.exec(answer.text)?.[1]?.trim();
  if (inside === undefined || !inside.startsWith("{")) return null;
  try {
    parse(inside);
    return new TextEncoder().encode(inside);
  } catch {
    return null;
  }
}
