/** How a door closes: no new work, half a second for what is in flight, then nothing is left. */
import { setMaxListeners } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { ServerHttp2Session } from "node:http2";
import type { Server, Socket } from "node:net";
import { systemClock } from "../../clock.ts";

export interface Closing {
  /** From here on no connection is kept for another request. */
  readonly hasBegun: boolean;
  /** Aborted when requests in flight are lost. */
  readonly givenUp: AbortSignal;
  /** Every server that accepts connections; sockets and sessions are found through it. */
  watch(server: Server): void;
  watchSession(session: ServerHttp2Session): void;
  /** A second call waits for the first. */
  close(): Promise<void>;
}

const CLOSE_WITHIN_MS = 500;

/** `http` is the server that knows which of all connections are idle. */
export function createClosing(http: HttpServer): Closing {
  const givenUp = new AbortController();
  setMaxListeners(0, givenUp.signal);
  const servers = new Set<Server>();
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    const stopped = Promise.all([...servers].map(stop));
    for (const session of sessions) session.close();
    http.closeIdleConnections();
    // Attended: a connection that nothing is read from does not keep the process alive, and is still to be closed.
    await Promise.race([stopped, systemClock.sleep(CLOSE_WITHIN_MS)]);
    givenUp.abort();
    for (const session of sessions) session.destroy();
    for (const socket of sockets) socket.destroy();
    await stopped;
  }
  return {
    get hasBegun() {
      return closed !== undefined;
    },
    givenUp: givenUp.signal,
    watch(server) {
      servers.add(server);
      server.on("connection", (socket: Socket) => keepWhileOpen(sockets, socket));
    },
    watchSession: (session) => keepWhileOpen(sessions, session),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function keepWhileOpen<Kept extends Socket | ServerHttp2Session>(kept: Set<Kept>, one: Kept): void {
  kept.add(one);
  one.once("close", () => kept.delete(one));
}

/** Settles when its last connection has ended. */
const stop = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
