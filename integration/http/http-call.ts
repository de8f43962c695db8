/** One request and its answer in a line, for whoever watches the calls. */
import type { HttpOutcome, HttpRequest } from "./transport.ts";

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  /** null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
  /** The bodies; headers are nobody's business, they hold the signature or the token. */
  readonly sent?: string;
  readonly answered?: string;
}

/** @param outcome undefined when the request never left */
export function callOf(
  { method, url, body }: Pick<HttpRequest, "method" | "url" | "body">,
  outcome: HttpOutcome | undefined,
  ms: number,
): HttpCall {
  const answer = outcome?.kind === "answer" ? outcome : null;
  return {
    method,
    path: new URL(url).pathname,
    status: answer?.status ?? null,
    ms,
    ...(body === undefined ? {} : { sent: body }),
    ...(answer === null || answer.text === "" ? {} : { answered: answer.text }),
  };
}
