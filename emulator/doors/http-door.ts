/** Serves an emulator over plain HTTP on a port of this machine. */
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import { systemClock } from "../clock.ts";
import type { Emulator } from "../emulator.ts";
import { EmulatorError } from "../emulator-error.ts";
import type { ErrorKey } from "../errors/catalogue.ts";
import { errorFormOf } from "../errors/error-form.ts";
import { channelOf } from "../exchange/channel.ts";
import type { EngineRequest } from "../exchange/exchange.ts";
import { MAX_BODY_BYTES } from "../services/plan.ts";
import { writeResponse } from "./write-response.ts";

export interface HttpDoorOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** @default 0, any free port */
  readonly port?: number;
  /** What else is served here, such as an administration of ours; NetSuite answers all other paths. */
  readonly mounts?: readonly Mount[];
}

export interface Mount {
  /** Such as "/__drydock": this path and all below it. */
  readonly path: string;
  /** An express app is one. The URL still has the prefix. */
  readonly handle: RequestListener;
}

export interface HttpDoor {
  /** Such as http://127.0.0.1:49152, without a slash at the end. Clients sign the URL they call. */
  readonly url: string;
  /**
   * Takes no new connections, lets what is in flight finish for up to half a second, then destroys the sockets
   * that are left and ends the waits of their requests, so that nothing keeps the process alive.
   */
  close(): Promise<void>;
}

/** Rejects with EmulatorError DOOR_NOT_OPENED when the port cannot be had. */
export async function startHttpDoor(emulator: Emulator, options: HttpDoorOptions = {}): Promise<HttpDoor> {
  const { host = "127.0.0.1", port = 0, mounts = [] } = options;
  const closing = createClosing();
  const netsuite = createApp(emulator, closing);
  const server = createServer((request, response) => {
    const handle = mountFor(mounts, request)?.handle ?? netsuite;
    handle(request, response);
  });
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, close: () => close(server, closing) };
}

function mountFor(mounts: readonly Mount[], { url = "" }: IncomingMessage): Mount | undefined {
  return mounts.find(({ path }) => url.startsWith(path) && /^(?:[/?#]|$)/.test(url.slice(path.length)));
}

/** What a door that is being closed tells its requests. */
interface Closing {
  /** From here on no connection is kept for another request. */
  readonly begun: AbortController;
  /** From here on requests in flight are lost. */
  readonly givenUp: AbortController;
}

function createClosing(): Closing {
  const givenUp = new AbortController();
  setMaxListeners(0, givenUp.signal);
  return { begun: new AbortController(), givenUp };
}

function createApp(emulator: Emulator, { begun, givenUp }: Closing): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(refuseTooLarge);
  app.use(express.raw({ type: () => true, limit: MAX_BODY_BYTES }));
  app.use(async (request: Request, response: Response) => {
    const asked = { ...toEngineRequest(request, emulator), givenUp: givenUp.signal };
    await emulator.handle(asked, (answer) => {
      if (begun.signal.aborted && !response.headersSent) response.setHeader("connection", "close");
      return writeResponse(answer, response, emulator.clock);
    });
  });
  app.use(answerUnreadable);
  return app;
}

function toEngineRequest(request: Request, emulator: Emulator): EngineRequest {
  const { originalUrl, method } = request;
  const origin = `http://${request.headers.host ?? "localhost"}`;
  return {
    method,
    url: originalUrl.startsWith("/") ? `${origin}${originalUrl}` : originalUrl,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
    ),
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
    receivedAt: emulator.clock.now(),
  };
}

/** Says no before the first megabyte when the client announces too many of them. */
const refuseTooLarge: RequestHandler = (request, response, next) => {
  if (Number(request.headers["content-length"] ?? 0) <= MAX_BODY_BYTES) return next();
  return answerAtDoor(request, response, "request-too-large");
};

/** Bodies that cannot be read never reach the engine: too large, cut off, or in an unknown encoding. */
const answerUnreadable: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  const status = (error as { status?: unknown }).status;
  // Only the body reader's errors carry a status; anything else is a defect of ours.
  if (typeof status !== "number") return answerAtDoor(request, response, "unexpected");
  return answerAtDoor(request, response, status === 413 ? "request-too-large" : "request-malformed");
};

function answerAtDoor(request: Request, response: Response, key: ErrorKey): void {
  const errorForm = errorFormOf(channelOf(request.path), request.headers["content-type"]);
  const { status, body, contentType } = errorForm({ key, values: { errorId: "outsidetheengineroom" } });
  response.writeHead(status, { "content-type": contentType, connection: "close" });
  response.end(body);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const message = `The HTTP door cannot open ${host}:${port}: ${cause.message}. Choose another port, or 0 for any.`;
      reject(new EmulatorError("DOOR_NOT_OPENED", message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

const CLOSE_WITHIN_MS = 500;

async function close(server: Server, { begun, givenUp }: Closing): Promise<void> {
  begun.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([closed, systemClock.sleep(CLOSE_WITHIN_MS, "unattended")]);
  givenUp.abort();
  server.closeAllConnections();
  await closed;
}
