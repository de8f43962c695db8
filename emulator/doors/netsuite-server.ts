/** An emulator behind an HTTP/1.1 server that listens nowhere: whoever has a connection hands it over as an event. */
import type { Server } from "node:http";
import type { Emulator } from "../emulator.ts";
import { createClosing } from "./http/closing.ts";
import { createHttp1Server, serveHttp1 } from "./http/http1-server.ts";
import { createNetSuiteListener } from "./http/netsuite-listener.ts";

const ARRIVAL_MS = 300_000;

/**
 * For connections that are made inside this process.
 *
 * @example
 * const [client, served] = connectedPair();
 * netsuiteServer(emulator).emit("connection", served);
 */
export function netsuiteServer(emulator: Emulator, { compress = true } = {}): Server {
  const server = createHttp1Server(ARRIVAL_MS);
  const closing = createClosing(server);
  const netsuite = createNetSuiteListener({ emulator, closing, compress });
  serveHttp1(server, { netsuite, mounts: [], refusal: () => undefined });
  return server;
}
