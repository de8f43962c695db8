/** How a body goes over the wire when it does not go whole and at once. */
import type { Clock } from "../clock.ts";

export interface BodyPace {
  readonly chunkBytes: number;
  /** Between two chunks, in the account's time. */
  readonly pauseMs: number;
  /** Bytes after which the connection is closed, although more were announced. */
  readonly cutAfterBytes?: number;
}

/** The chunks, each when its time has come. */
export async function* paced(body: Uint8Array, pace: BodyPace, clock: Clock): AsyncGenerator<Uint8Array> {
  const sent = body.subarray(0, pace.cutAfterBytes);
  for (let at = 0; at < sent.length; at += pace.chunkBytes) {
    if (at > 0) await clock.sleep(pace.pauseMs, { unattended: true });
    yield sent.subarray(at, at + pace.chunkBytes);
  }
}

/** Whether fewer bytes leave than the body has. */
export const isCut = ({ cutAfterBytes }: BodyPace, body: string): boolean =>
  cutAfterBytes !== undefined && cutAfterBytes < Buffer.byteLength(body);
