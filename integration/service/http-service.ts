/** Puts an express app on a port and takes it off again without dropping a request. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { IntegrationError } from "../errors.ts";

export interface HttpService {
  /** `http://host:port`, the port as it was given out. */
  readonly url: string;
  /** Refuses new connections, finishes what is being answered, then closes. */
  close(): Promise<void>;
}

export async function listen(app: Express, at: { host: string; port: number }): Promise<HttpService> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(cannotListen(at, cause)));
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(":") ? `[${at.host}]` : at.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        // Connections kept alive would hold the server open for seconds after their last answer.
        server.on("request", (_request, response) => response.setHeader("connection", "close"));
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeIdleConnections();
      }),
  };
}

function cannotListen(at: { host: string; port: number }, cause: Error): IntegrationError {
  return new IntegrationError({
    code: "CANNOT_LISTEN",
    message: `Cannot listen on ${at.host}:${at.port}: ${cause.message}. Choose another port, or 0 for any free one.`,
    cause,
  });
}
