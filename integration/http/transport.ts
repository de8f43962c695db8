/** One HTTP exchange, whatever carries it: an answer, or the reason why there is none. */

export interface HttpRequest {
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface NoAnswer {
  readonly kind: "no-answer";
  /** The error code of the system or the client: ECONNRESET, UND_ERR_HEADERS_TIMEOUT … */
  readonly code: string;
  readonly message: string;
  /** false only when it is certain that no byte of the request left. */
  readonly sent: boolean;
}

export type HttpOutcome = HttpAnswer | NoAnswer;

export interface Transport {
  /** Never rejects: a broken connection is an outcome. */
  send(request: HttpRequest): Promise<HttpOutcome>;
  close(): Promise<void>;
}
