/** Serves an emulator to undici without any port: a dispatcher whose connections end in this process. */
import type { Socket } from "node:net";
import { Agent } from "undici";
import type { Emulator } from "../emulator.ts";
import { connectedPair } from "./connected-pair.ts";
import { netsuiteServer } from "./netsuite-server.ts";

/**
 * For undici's `request`, `fetch` and everything else that takes a dispatcher, which msw does not see. Whatever host is
 * called, the emulator answers and nothing leaves the process. `close()` or `destroy()` it as any agent.
 *
 * @example
 * await request("https://1234567.suitetalk.api.netsuite.com/services/rest/…", { dispatcher: drydockDispatcher(emulator) });
 */
export function drydockDispatcher(emulator: Emulator): Agent {
  const server = netsuiteServer(emulator);
  return new Agent({
    connect({ protocol }, done) {
      const [client, served] = connectedPair({ encrypted: protocol === "https:" });
      server.emit("connection", served);
      // As with a socket, later: undici does not expect to be connected before it has asked.
      setImmediate(() => done(null, client as unknown as Socket));
    },
  });
}
