/** What the admin API says when it does not do what it was asked: problem+json (RFC 9457), the reasons as data. */
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { z } from "zod";
import { type IntegrationErrorCode, isIntegrationError } from "../errors.ts";

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  /** Members of its own, such as who was faster. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export function sendProblem(response: Response, { status, code, title, detail, more = {} }: Problem): void {
  response
    .status(status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: `urn:netsuite-drydock:problem:${code.toLowerCase().replaceAll("_", "-")}`,
        ...{ title, status, code },
        ...(detail === undefined ? {} : { detail }),
        ...more,
      }),
    );
}

/** Thrown inside the admin API to end a request. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Errors of the core that are the caller's to correct; their messages are written for people. */
const CALLERS_FAULT: Partial<Record<IntegrationErrorCode, { status: number; title: string }>> = {
  REASON_REQUIRED: { status: 400, title: "A decision needs a name and a reason" },
  EDIT_UNUSABLE: { status: 422, title: "The edit is not the order" },
  RECORD_INVALID: { status: 422, title: "There is no such record" },
};

const BODY_ERRORS: Readonly<Record<string, Problem>> = {
  "entity.too.large": { status: 413, code: "BODY_TOO_LARGE", title: "The body is too large" },
  "entity.parse.failed": { status: 400, code: "BODY_UNREADABLE", title: "The body is not JSON" },
  "encoding.unsupported": {
    status: 415,
    code: "BODY_ENCODED",
    title: "The body is compressed; send it plain",
  },
};

export const noSuchPath: RequestHandler = () => {
  throw new ProblemError({ status: 404, code: "NOT_FOUND", title: "Nothing answers here" });
};

/** The last handler: what nobody foresaw is told to the log, and the caller gets no insides. */
export function answerProblems(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.status >= 500) onError(error);
    sendProblem(response, problem);
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof z.ZodError) {
    const problems = error.issues.map(({ path, message }) => ({ at: path.join("."), message }));
    return {
      status: 400,
      code: "REQUEST_INVALID",
      title: "The request is not as it should be",
      more: { problems },
    };
  }
  if (isIntegrationError(error)) return problemOfCore(error.code, error.message);
  const type = error instanceof Error && "type" in error ? String(error.type) : "";
  return (
    BODY_ERRORS[type] ?? { status: 500, code: "INTERNAL", title: "The service failed; its log says why" }
  );
}

function problemOfCore(code: IntegrationErrorCode, message: string): Problem {
  const known = CALLERS_FAULT[code];
  if (known !== undefined) return { ...known, code, detail: message };
  return { status: 503, code, title: "The ledger cannot be used now; the service's log says why" };
}
