/** The transport of production: one undici Pool, as many connections as slots, one request a connection at a time. */
import { errors, Pool } from "undici";
import type { Clock } from "../clock.ts";
import type { Network } from "./network.ts";
import type { HttpAnswer, HttpRequest, NoAnswer, Transport } from "./transport.ts";

export interface UndiciTransportOptions {
  readonly origin: string;
  readonly connections: number;
  /** For the whole exchange, connecting included. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly connect?: Network["connect"];
}

/** More than any answer this core asks for; a proxy's endless page must not fill the memory. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Failures that come before the first byte of a request: the other side cannot have seen it. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_DESTROYED",
  "UND_ERR_CLOSED",
]);
const TLS_REFUSED = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** No retry agent: whether a request may be sent again is decided by the ledger, never by the connection. */
export function createUndiciTransport(options: UndiciTransportOptions): Transport {
  const { origin, connections, timeoutMs, clock } = options;
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    connect: options.connect ?? { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  return {
    async send(request) {
      const deadline = startDeadline(clock, timeoutMs);
      const { signal } = request;
      const until = signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, signal]);
      try {
        return await exchange(pool, request, until);
      } catch (error) {
        return noAnswer(error);
      } finally {
        deadline.lift();
      }
    },
    close: () => pool.close(),
  };
}

/** By the core's own clock; lifted when the exchange has ended. */
function startDeadline(clock: Clock, timeoutMs: number) {
  const ended = new AbortController();
  const over = new AbortController();
  void clock.sleep(timeoutMs, ended.signal).then(() => {
    if (!ended.signal.aborted)
      over.abort(new DOMException(`No answer within ${timeoutMs} ms`, "TimeoutError"));
  });
  // With a reason of our own: else each call makes an error, with its stack, that nobody reads.
  return { signal: over.signal, lift: () => ended.abort("ended") };
}

async function exchange(pool: Pool, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { pathname, search } = new URL(request.url);
  const answer = await pool.request({
    method: request.method,
    path: `${pathname}${search}`,
    headers: request.headers,
    body: request.body ?? null,
    signal,
  });
  return {
    kind: "answer",
    status: answer.statusCode,
    headers: singleValues(answer.headers),
    text: await answer.body.text(),
  };
}

function singleValues(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

function noAnswer(error: unknown): NoAnswer {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = name === "TimeoutError" ? "TIMEOUT" : (codeOf(error) ?? name);
  return { kind: "no-answer", code, message, sent: !isNeverSent(error, code) };
}

function isNeverSent(error: unknown, code: string): boolean {
  if (NEVER_SENT.has(code) || TLS_REFUSED.test(code)) return true;
  return error instanceof errors.SocketError && error.socket?.bytesWritten === 0;
}

/** A connection tried over IPv6 and IPv4 fails with an aggregate whose own code is that of the last try. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : undefined;
}
