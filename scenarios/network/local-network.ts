/** The network of one scenario's world: its hosts are servers in this process, and every connection is a pair of streams. */
import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Pool } from "undici";
import { connectedPair } from "../../emulator/index.ts";
import type { Network } from "../../integration/index.ts";

export interface LocalNetwork {
  /** The server answers under this host name; gives its address, without a path. */
  serve(host: string, server: Server): string;
  /** Where one machine of this network stands. */
  machine(name: string): Machine;
  /** For a caller that is no machine of its own, such as the shop that sends webhooks. */
  pool(origin: string): Pool;
}

/** The core sees the network through its machine, which can be cut off. */
export interface Machine extends Required<Network> {
  /** Every connection breaks and no new one is made, to it or from it. */
  cutOff(): void;
}

export function createLocalNetwork(onArrival: () => void): LocalNetwork {
  const servers = new Map<string, Server>();

  function connectionTo(host: string): Duplex | null {
    const server = servers.get(host);
    if (server === undefined) return null;
    const [client, served] = connectedPair({ onArrival });
    server.emit("connection", served);
    return client;
  }

  function serve(host: string, server: Server): string {
    servers.set(host, server);
    return `http://${host}`;
  }

  function machine(name: string): Machine {
    const open = new Set<Duplex>();
    let isCut = false;
    return {
      connect({ hostname }, done) {
        const client = isCut ? null : connectionTo(hostname);
        // As with a socket, later: undici does not expect to be connected before it has asked.
        setImmediate(() => {
          onArrival();
          if (client === null) return done(refused(hostname), null);
          open.add(client);
          client.once("close", () => open.delete(client));
          done(null, client as unknown as Socket);
        });
      },
      serve: (server) => serve(name, server),
      cutOff() {
        isCut = true;
        servers.delete(name);
        for (const client of open) client.destroy();
      },
    };
  }

  return { serve, machine, pool: (origin) => new Pool(origin, { connect: machine("nowhere").connect }) };
}

const refused = (host: string): Error =>
  Object.assign(new Error(`connect ECONNREFUSED ${host}`), { code: "ECONNREFUSED" });
