/** Everything that a fault can do to a request: its form, and when on the request's way it strikes. */
import { z } from "zod";

/** The stops on a request's way; at each one, one fault strikes at most. */
export type Stage = "login" | "admission" | "wait" | "data" | "answer" | "body";

const milliseconds = z.int().nonnegative();

const NAMED_EFFECTS = {
  /** The connection dies and nothing was saved. */
  "reset-before-commit": "answer",
  /** The connection dies after the record was saved: the caller cannot know. */
  "reset-after-commit": "answer",
  /** An HTML page with status 200, as a site under maintenance answers; nothing was saved. */
  "maintenance-page": "answer",
  /** Served, with a body that is no JSON. */
  "garbage-json": "answer",
  /** Refused as if no slot were free, and counted so. */
  "over-limit": "admission",
  /** Refused as if no slot were free, but told after a minute that the login failed. */
  "failed-login": "admission",
} as const satisfies Record<string, Stage>;

type NamedEffect = keyof typeof NAMED_EFFECTS;

const delay = z.strictObject({
  /** A fixed wait, or a range from which the seed draws. */
  delayMs: z.union([
    milliseconds,
    z
      .strictObject({ from: milliseconds, to: milliseconds })
      .refine(
        ({ from, to }) => from <= to,
        "the range ends before it begins; write the smaller number at from",
      ),
  ]),
});

const status = z.strictObject({
  status: z.int().min(400).max(599),
  /** In place of NetSuite's error body. */
  body: z.string().optional(),
  /** The HTML page of a proxy in front of NetSuite. */
  page: z.literal("proxy").optional(),
  /** The record is saved all the same, as behind a gateway that lost patience. */
  afterCommit: z.boolean().optional(),
});

/** Served, under another media type. */
const contentType = z.strictObject({ contentType: z.string().min(1) });

const slowBody = z.strictObject({
  slowBody: z.union([
    z.strictObject({ bytesPerSecond: z.int().positive() }),
    z.strictObject({ chunkBytes: z.int().positive(), pauseMs: milliseconds }),
  ]),
});

/** Announces the whole body and closes the connection after so many bytes of it. */
const cutBody = z.strictObject({ cutBodyAfterBytes: milliseconds });

/** A read is answered from the records as they were so many writes of each record ago, or so long ago. */
const staleRead = z.strictObject({
  staleRead: z.union([
    z.strictObject({ writesAgo: z.int().positive() }),
    z.strictObject({ msAgo: z.int().positive() }),
  ]),
});

/** Another integration takes slots just before the request asks for its own. */
const occupySlots = z.strictObject({
  occupySlots: z.strictObject({ count: z.int().positive(), ms: milliseconds }),
});

/** The account's clock is off by so much when it looks at the login's timestamp. */
const clockSkew = z.strictObject({ clockSkewMs: z.int() });

const FORMED_EFFECTS = {
  delayMs: { schema: delay, stage: "wait" },
  status: { schema: status, stage: "answer" },
  contentType: { schema: contentType, stage: "answer" },
  slowBody: { schema: slowBody, stage: "body" },
  cutBodyAfterBytes: { schema: cutBody, stage: "body" },
  staleRead: { schema: staleRead, stage: "data" },
  occupySlots: { schema: occupySlots, stage: "admission" },
  clockSkewMs: { schema: clockSkew, stage: "login" },
} as const satisfies Record<string, { readonly schema: z.ZodObject; readonly stage: Stage }>;

type FormedKey = keyof typeof FORMED_EFFECTS;

const KEYS = Object.keys(FORMED_EFFECTS) as FormedKey[];
const NAMES = Object.keys(NAMED_EFFECTS) as [NamedEffect, ...NamedEffect[]];

export const effectSchema = z.union(
  [z.enum(NAMES), delay, status, contentType, slowBody, cutBody, staleRead, occupySlots, clockSkew],
  { error: ({ input }) => effectProblem(input) },
);

export type FaultEffect = z.output<typeof effectSchema>;

export function stageOf(effect: FaultEffect): Stage {
  if (typeof effect === "string") return NAMED_EFFECTS[effect];
  const key = KEYS.find((candidate) => candidate in effect);
  return key === undefined ? "answer" : FORMED_EFFECTS[key].stage;
}

/** A union's own message says nothing, so this looks for the form that was meant. */
function effectProblem(input: unknown): string {
  const meant = typeof input === "object" && input !== null ? KEYS.find((key) => key in input) : undefined;
  if (meant === undefined) {
    return `no known effect; write one of ${NAMES.join(", ")}, or an object with one of ${KEYS.join(", ")}`;
  }
  const issues = FORMED_EFFECTS[meant].schema.safeParse(input).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join(".") || meant}: ${message}`).join("; ");
}
