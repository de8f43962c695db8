/** HTTP/1.1, of plain and of TLS sockets alike: dispatches requests and answers what is none. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { RefuseTarget } from "../tls/tunnel.ts";
import { isForProxy, targetOf } from "./incoming.ts";
import { type Mount, mountFor } from "./mount.ts";
import type { NetSuiteListener } from "./netsuite-listener.ts";
import { isAnnouncedTooLarge } from "./read-body.ts";
import { refuseAsProxy, refuseUnreadable } from "./refuse-at-door.ts";

/** How often late requests are looked for. */
const LATE_CHECK_MS = 1_000;

/** Serves nothing before `serveHttp1` has told it what. */
export function createHttp1Server(requestTimeoutMs: number): Server {
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(LATE_CHECK_MS, requestTimeoutMs),
    // Clients fold their Authorization header; the strict parser takes no folds at all.
    insecureHTTPParser: true,
  });
  return server.on("clientError", refuseUnreadable);
}

interface Served {
  readonly mounts: readonly Mount[];
  readonly netsuite: NetSuiteListener;
  /** For requests that were sent as to a proxy. */
  readonly refusal: RefuseTarget;
}

export function serveHttp1(server: Server, { netsuite, mounts, refusal }: Served): void {
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isReadable(request)) {
      refuseUnreadable(new Error("Two lengths, or a zero byte in a header"), request.socket);
      return;
    }
    const target = targetOf(request);
    const mount = mounts.length === 0 ? undefined : mountFor(mounts, target);
    const reason = isForProxy(target) ? refusalOf(target, refusal) : undefined;
    if (mount !== undefined) mount.handle(request, response);
    else if (reason !== undefined) refuseAsProxy(response, reason);
    else netsuite(request, response);
  };
  server.on("request", serve);
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    // Whether the body follows all the same is the client's choice, so the connection cannot be used again.
    if (isAnnouncedTooLarge(request)) response.shouldKeepAlive = false;
    else response.writeContinue();
    serve(request, response);
  });
}

/** What the lenient parser lets through besides folds: two ways to tell a body's end, and bytes that no header may hold. */
function isReadable({ headers, rawHeaders }: IncomingMessage): boolean {
  if (headers["content-length"] !== undefined && headers["transfer-encoding"] !== undefined) return false;
  return !rawHeaders.some((text) => text.includes("\0"));
}

function refusalOf(target: string, refusal: RefuseTarget): string | undefined {
  if (!URL.canParse(target)) return undefined;
  const { hostname, port, protocol } = new URL(target);
  return refusal({ host: hostname, port: Number(port || (protocol === "https:" ? 443 : 80)) });
}
