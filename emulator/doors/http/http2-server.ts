/** HTTP/2 behind TLS: the same requests, many on one connection. */
import {
  constants,
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import type { Closing } from "./closing.ts";
import { targetOf } from "./incoming.ts";
import { type Mount, mountFor } from "./mount.ts";
import type { NetSuiteListener } from "./netsuite-listener.ts";
import { hasBody } from "./read-body.ts";
import { refuseAsProxy } from "./refuse-at-door.ts";

interface Http2Options {
  readonly mounts: readonly Mount[];
  readonly requestTimeoutMs: number;
  readonly netsuite: NetSuiteListener;
  readonly closing: Closing;
}

/** It never listens: sockets that speak HTTP/2 are handed to it. */
export function createHttp2Server({
  mounts,
  requestTimeoutMs,
  netsuite,
  closing,
}: Http2Options): Http2Server {
  const server = createServer();
  server.on("session", closing.watchSession);
  server.on("request", (request: Http2ServerRequest, response: Http2ServerResponse) => {
    // Express knows HTTP/1.1 only; with this code a browser asks again in it.
    if (mountFor(mounts, targetOf(request)) !== undefined)
      return request.stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED);
    if (hasBody(request)) limitArrival(request, requestTimeoutMs);
    netsuite(request, response);
  });
  server.on("connect", (_request: Http2ServerRequest, response: Http2ServerResponse) =>
    refuseAsProxy(response, "Tunnels are made over HTTP/1.1 only.\n"),
  );
  return server;
}

function limitArrival({ stream }: Http2ServerRequest, timeoutMs: number): void {
  stream.setTimeout(timeoutMs, () => stream.close(constants.NGHTTP2_CANCEL));
  stream.once("end", () => stream.setTimeout(0));
}
