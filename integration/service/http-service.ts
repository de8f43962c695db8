/** Puts an app on a port and takes it off again without dropping a request. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import type { Network } from "../http/network.ts";

export interface HttpService {
  /** `http://host:port`, the port as it was given out. */
  readonly url: string;
  /** Refuses new connections, finishes what is being answered, and cuts off whoever is not done within this time. */
  close(withinMs: number): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** Whoever takes longer to send a request is cut off. @default 30_000 */
  readonly requestTimeoutMs?: number;
  readonly serve?: Network["serve"];
}

/** A shop gives up after 5 s; whoever sends a byte a minute only wants to hold the connection. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const CHECK_EVERY_MS = 5_000;

export async function listen(app: RequestListener, at: ListenOptions): Promise<HttpService> {
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = at;
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(requestTimeoutMs, HEADERS_TIMEOUT_MS),
      connectionsCheckingInterval: Math.min(requestTimeoutMs, CHECK_EVERY_MS),
    },
    app,
  );
  const url = at.serve === undefined ? await onItsPort(server, at) : at.serve(server);
  return {
    url,
    async close(withinMs) {
      const closed = new Promise<void>((resolve, reject) => {
        // Connections kept alive would hold the server open for seconds after their last answer.
        server.on("request", (_request, response) => response.setHeader("connection", "close"));
        const { listening } = server;
        server.close((error) => (error === undefined || !listening ? resolve() : reject(error)));
        server.closeIdleConnections();
      });
      const waited = new AbortController();
      await Promise.race([closed, at.clock.sleep(withinMs, waited.signal)]);
      waited.abort();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function onItsPort(server: Server, at: ListenOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(cannotListen(at, cause)));
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(":") ? `[${at.host}]` : at.host;
  return `http://${host}:${port}`;
}

function cannotListen(at: { readonly host: string; readonly port: number }, cause: Error): IntegrationError {
  return new IntegrationError({
    code: "CANNOT_LISTEN",
    message: `Cannot listen on ${at.host}:${at.port}: ${cause.message}. Choose another port, or 0 for any free one.`,
    cause,
  });
}
