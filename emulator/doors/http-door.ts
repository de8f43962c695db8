/** Serves an emulator on this machine's ports: HTTP, and HTTPS for NetSuite's host names with a proxy that leads there. */
import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { Http2Server } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import type { Server as TlsServer } from "node:tls";
import type { Emulator } from "../emulator.ts";
import { EmulatorError } from "../emulator-error.ts";
import { type Closing, createClosing } from "./http/closing.ts";
import { createHttp1Server, serveHttp1 } from "./http/http1-server.ts";
import { createHttp2Server } from "./http/http2-server.ts";
import type { Mount } from "./http/mount.ts";
import { createNetSuiteListener } from "./http/netsuite-listener.ts";
import { type Authority, openAuthority } from "./tls/authority.ts";
import { createTlsFront } from "./tls/tls-front.ts";
import { createTargetCheck, serveTunnels } from "./tls/tunnel.ts";

export interface HttpDoorOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** @default 0, any free port */
  readonly port?: number;
  /** HTTPS beside it; without this, none. */
  readonly tls?: TlsOptions;
  /** What else is served here, such as an administration of ours; NetSuite answers all other paths. */
  readonly mounts?: readonly Mount[];
  /** Packs longer answers for callers that accept gzip, as NetSuite does. @default true */
  readonly compress?: boolean;
  /** How long a request may take to arrive. @default 300000 */
  readonly requestTimeoutMs?: number;
}

export interface TlsOptions {
  /** @default 0, any free port */
  readonly port?: number;
  /** Keeps the certificate authority for the next start; without it, one is made for this run only. */
  readonly caFolder?: string;
}

export interface HttpDoor {
  /** Such as http://127.0.0.1:49152, without a slash at the end. Clients sign the URL they call. */
  readonly url: string;
  readonly tls: TlsDoor | undefined;
  /**
   * Takes no new connections, lets what is in flight finish for up to half a second, then destroys the sockets
   * that are left and ends the waits of their requests, so that nothing keeps the process alive. Again: no harm.
   */
  close(): Promise<void>;
}

export interface TlsDoor {
  /** Such as https://127.0.0.1:49153; every host name of the accounts answers on the same port. */
  readonly url: string;
  /** The certificate authority to trust, in PEM. */
  readonly caFile: string;
}

const REQUEST_TIMEOUT_MS = 300_000;

/** Rejects with EmulatorError DOOR_NOT_OPENED when a port cannot be had. */
export async function startHttpDoor(emulator: Emulator, options: HttpDoorOptions = {}): Promise<HttpDoor> {
  const { host = "127.0.0.1", compress = true, mounts = [], requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const http1 = createHttp1Server(requestTimeoutMs);
  const closing = createClosing(http1);
  const netsuite = createNetSuiteListener({ emulator, closing, compress });
  const http2 = (): Http2Server => createHttp2Server({ netsuite, mounts, requestTimeoutMs, closing });
  const tls = options.tls && openTlsSide(options.tls, { host, http1, http2: http2() });
  const close = async (): Promise<void> => {
    await closing.close();
    tls?.authority.close();
  };
  try {
    const url = await listen({ scheme: "http", server: http1, closing, host, port: options.port ?? 0 });
    serveHttp1(http1, {
      netsuite,
      mounts,
      refusal: createTargetCheck(emulator, { port: 80, own: new URL(url) }),
    });
    serveTunnels(http1, tls?.front, createTargetCheck(emulator, { port: 443 }));
    if (tls === undefined) return { url, tls, close };
    const port = options.tls?.port ?? 0;
    const tlsUrl = await listen({ scheme: "https", server: tls.front, closing, host, port });
    return { url, tls: { url: tlsUrl, caFile: tls.authority.caFile }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface TlsSide {
  readonly front: TlsServer;
  readonly authority: Authority;
}

function openTlsSide(
  { caFolder }: TlsOptions,
  { host, ...behind }: { readonly host: string; readonly http1: HttpServer; readonly http2: Http2Server },
): TlsSide {
  const authority = openAuthority(caFolder);
  const ownNames = ["localhost", ...new Set(["127.0.0.1", "::1", host])] as const;
  return { authority, front: createTlsFront({ authority, ownNames, ...behind }) };
}

interface Listening {
  readonly scheme: "http" | "https";
  readonly server: Server;
  readonly closing: Closing;
  readonly host: string;
  readonly port: number;
}

async function listen({ scheme, server, closing, host, port }: Listening): Promise<string> {
  closing.watch(server);
  server.listen(port, host);
  await once(server, "listening").catch((cause: Error) => {
    const message = `The ${scheme.toUpperCase()} door cannot open ${host}:${port}: ${cause.message}. Choose another port, or 0 for any.`;
    throw new EmulatorError("DOOR_NOT_OPENED", message, { cause });
  });
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${scheme}://${name}:${address.port}`;
}
