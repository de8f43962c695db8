/** Two ends of one connection inside this process: what is written to one is read from the other, as with a socket. */
import { Duplex } from "node:stream";

export interface PairOptions {
  /** What a server takes for TLS. @default false */
  readonly encrypted?: boolean;
  /** Told whenever bytes, or the end of them, arrive at either end. */
  readonly onArrival?: () => void;
}

/** The end of whoever calls, and that of whoever serves. */
export function connectedPair(options: PairOptions = {}): readonly [Duplex, Duplex] {
  const { encrypted = false, onArrival = () => undefined } = options;
  const ends: [End, End] = [new End(), new End()];
  for (const [at, end] of ends.entries()) Object.assign(end, { peer: ends[1 - at], encrypted, onArrival });
  return ends;
}

class End extends Duplex {
  peer: End | undefined;
  onArrival: () => void = () => undefined;
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
    this.onArrival();
    // The other side learns of it as of a connection that was closed.
    if (peer !== undefined && !peer.destroyed) setImmediate(() => peer.destroy());
    done(error);
  }

  /** What was written leaves first. */
  destroySoon(): void {
    this.end(() => this.destroy());
  }

  /** Nothing but the requests on it keeps the process alive. */
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  receive(chunk: Buffer | null, done: () => void): void {
    this.onArrival();
    if (this.destroyed || this.push(chunk)) done();
    else this.#resume = done;
  }
}
