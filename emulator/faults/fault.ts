/** A fault as it is ordered: which requests, which of them, when, and what goes wrong. */
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import { CHANNELS } from "../exchange/channel.ts";
import { OPERATION_NAMES } from "../services/service.ts";
import { effectSchema } from "./effects.ts";

const matchSchema = z.strictObject({
  method: z.string().min(1).optional(),
  recordType: z.string().min(1).optional(),
  operation: z.enum(OPERATION_NAMES).optional(),
  /** The path, where * stands for anything; with a ? in it, path and query. */
  path: z.string().min(1).optional(),
  /** An integration record's name. */
  integration: z.string().min(1).optional(),
  channel: z.enum(CHANNELS).optional(),
});

const windowSchema = z.strictObject({
  /** Milliseconds of the account's time after the fault was set, or a moment such as 2026-11-27T08:00:00Z. */
  from: z.union([z.int().nonnegative(), z.iso.datetime({ offset: true })]).default(0),
  forMs: z.int().positive().optional(),
});

export const faultSchema = z.strictObject({
  /** To list and to remove it by; one is made up when it is left out. */
  name: z.string().min(1).max(100).optional(),
  match: matchSchema.default({}),
  effect: effectSchema,
  /** Only this one of the requests that match, counted from 1. */
  nth: z.int().positive().optional(),
  /** Each so-manieth of the requests that match. */
  every: z.int().positive().optional(),
  /** This part of them, drawn from the account's seed. */
  rate: z.number().min(0).max(1).optional(),
  /** How many requests it hits; without it, every one. */
  times: z.int().nonnegative().optional(),
  window: windowSchema.optional(),
});

export type Fault = Readonly<z.input<typeof faultSchema>>;
export type FaultSettings = Readonly<z.output<typeof faultSchema>>;
export type FaultMatch = FaultSettings["match"];

/** Throws EmulatorError INVALID_OPTIONS naming the part and the rule. */
export function faultSettings(fault: Fault): FaultSettings {
  const parsed = faultSchema.safeParse(fault);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "fault"}: ${message}`);
  throw new EmulatorError(
    "INVALID_OPTIONS",
    `The fault cannot be set. ${problems.join("; ")}. Correct it and set it again.`,
  );
}
