/** TLS for every host name of the accounts, HTTP/2 and HTTP/1.1 behind it as the client chooses. */
import type { Server as HttpServer } from "node:http";
import type { Http2Server } from "node:http2";
import { createSecureContext, createServer, type SecureContext, type Server } from "node:tls";
import { remembering } from "../../remembering.ts";
import type { Authority, HostNames } from "./authority.ts";

interface FrontOptions {
  readonly authority: Authority;
  /** What the server answers to where a client names no host, as none does that calls an IP address. */
  readonly ownNames: HostNames;
  readonly http1: HttpServer;
  readonly http2: Http2Server;
}

const HANDSHAKE_TIMEOUT_MS = 10_000;

export function createTlsFront({ authority, ownNames, http1, http2 }: FrontOptions): Server {
  const contextOf = createContexts(authority, ownNames);
  const server = createServer({
    ...authority.identityFor(ownNames),
    ALPNProtocols: ["h2", "http/1.1"],
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    SNICallback: (name, done) => done(null, contextOf(name.toLowerCase())),
  });
  server.on("secureConnection", (socket) => {
    socket.on("error", () => socket.destroy());
    const protocol = socket.alpnProtocol === "h2" ? http2 : http1;
    protocol.emit("connection", socket);
  });
  return server;
}

/** A certificate is made when its name is first asked for. */
const MOST_NAMES = 200;

function createContexts(
  authority: Authority,
  ownNames: HostNames,
): (name: string) => SecureContext | undefined {
  const contextOf = remembering(MOST_NAMES, (name) => createSecureContext(authority.identityFor([name])));
  // Without one Node takes the server's own.
  return (name) => (ownNames.includes(name) || !isHostName(name) ? undefined : contextOf(name));
}

const isHostName = (name: string): boolean =>
  name.length <= 253 && /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name);
