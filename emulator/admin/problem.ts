/** What goes wrong on the administration's side, as RFC 9457 problem documents that say what to do. */
import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { EmulatorError, type EmulatorErrorCode } from "../emulator-error.ts";

export const PROBLEM_TYPE = "application/problem+json";

export const problemSchema = z.object({
  title: z.string(),
  status: z.int(),
  /** A word for programs; it never changes. */
  code: z.string(),
  /** What happened, and what to do. */
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

export type Problem = z.output<typeof problemSchema>;

/** Thrown by whatever refuses a call before the emulator has seen it. */
export class AdminError extends Error {
  readonly problem: Problem;

  constructor(status: number, code: string, detail: string, errors?: Problem["errors"]) {
    super(detail);
    this.name = "AdminError";
    this.problem = problem(status, code, detail, errors);
  }
}

/** All others are the caller's to correct: 400. */
const STATUSES: Readonly<Partial<Record<EmulatorErrorCode, number>>> = {
  UNKNOWN_ACCOUNT: 404,
  UNKNOWN_INTEGRATION: 404,
  UNKNOWN_RECORD: 404,
  UNKNOWN_FAULT: 404,
  UNKNOWN_OCCUPATION: 404,
  NOT_A_SANDBOX: 409,
  IMPOSSIBLE_ALLOCATION: 409,
  RECORD_REFUSED: 422,
};

export function problemOf(error: unknown): Problem {
  if (error instanceof AdminError) return error.problem;
  if (error instanceof EmulatorError) return problem(STATUSES[error.code] ?? 400, error.code, error.message);
  const status = (error as { status?: unknown } | null)?.status;
  // Express's own: a body that is no JSON, is too large, or is in an unknown encoding, and percent signs that stand for nothing.
  if (typeof status === "number" && status < 500) {
    return problem(status, "UNREADABLE", `The request cannot be read: ${(error as Error).message}.`);
  }
  return problem(500, "DEFECT", "The emulator's administration failed. This is a defect; please report it.");
}

/** Which parts of the query or body are wrong, and how. */
export function invalid(where: "query" | "body", error: z.ZodError): AdminError {
  const errors = error.issues.map(({ path, message }) => ({ path: [where, ...path].join("."), message }));
  const told = errors.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return new AdminError(
    400,
    "INVALID_REQUEST",
    `The ${where} is not as it should be. ${told}. Correct it; /__drydock/v1/openapi.json describes it.`,
    errors,
  );
}

const problem = (status: number, code: string, detail: string, errors?: Problem["errors"]): Problem => ({
  title: STATUS_CODES[status] ?? "Error",
  status,
  code,
  detail,
  ...(errors === undefined ? {} : { errors }),
});
