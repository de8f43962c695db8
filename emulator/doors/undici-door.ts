/** Serves an emulator to undici without any port: a dispatcher whose connections end in this process. */
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { Agent } from "undici";
import type { Emulator } from "../emulator.ts";
import { createClosing } from "./http/closing.ts";
import { createHttp1Server, serveHttp1 } from "./http/http1-server.ts";
import { createNetSuiteListener } from "./http/netsuite-listener.ts";

/**
 * For undici's `request`, `fetch` and everything else that takes a dispatcher, which msw does not see. Whatever host is
 * called, the emulator answers and nothing leaves the process. `close()` or `destroy()` it as any agent.
 *
 * @example
 * await request("https://1234567.suitetalk.api.netsuite.com/services/rest/…", { dispatcher: drydockDispatcher(emulator) });
 */
export function drydockDispatcher(emulator: Emulator): Agent {
  const server = createHttp1Server(ARRIVAL_MS);
  const closing = createClosing(server);
  const netsuite = createNetSuiteListener({ emulator, closing, compress: true });
  serveHttp1(server, { netsuite, mounts: [], refusal: () => undefined });
  return new Agent({
    connect({ protocol }, done) {
      const [client, served] = connectedPair(protocol === "https:");
      server.emit("connection", served);
      // As with a socket, later: undici does not expect to be connected before it has asked.
      setImmediate(() => done(null, client as unknown as Socket));
    },
  });
}

const ARRIVAL_MS = 300_000;

/** Two ends of one connection: what is written to one is read from the other. */
function connectedPair(encrypted: boolean): readonly [Duplex, Duplex] {
  const ends: [End, End] = [new End(), new End()];
  for (const [at, end] of ends.entries()) Object.assign(end, { peer: ends[1 - at], encrypted });
  return ends;
}

class End extends Duplex {
  peer: End | undefined;
  #resume: (() => void) | undefined;

  override _read(): void {
    const go = this.#resume;
    this.#resume = undefined;
    go?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.peer?.receive(chunk, done);
  }

  override _final(done: () => void): void {
    this.peer?.receive(null, done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { peer } = this;
    // The other side learns of it as of a connection that was closed.
    if (peer !== undefined && !peer.destroyed) setImmediate(() => peer.destroy());
    done(error);
  }

  /** Nothing but undici's own requests keeps the process alive. */
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  receive(chunk: Buffer | null, done: () => void): void {
    if (this.destroyed || this.push(chunk)) done();
    else this.#resume = done;
  }
}
