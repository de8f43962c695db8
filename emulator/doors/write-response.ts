/** Puts one answer on its socket: whole, in pieces, cut short, or as a connection that dies. */
import type { ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";
import { type BodyPace, isCut, paced } from "../exchange/body-pace.ts";
import type { EngineResponse } from "../exchange/exchange.ts";

/** Settles when the last byte has left or the client has gone. */
export function writeResponse(answer: EngineResponse, response: ServerResponse, clock: Clock): Promise<void> {
  const { status, headers, body, reset, pace } = answer;
  return new Promise((resolve) => {
    if (response.destroyed || response.closed) return resolve();
    response.once("close", resolve);
    if (reset === true) {
      response.socket?.resetAndDestroy();
      return;
    }
    const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body)) };
    response.writeHead(status, { ...headers, ...length });
    if (pace === undefined || status === 204) response.end(body);
    else void writeInPieces({ response, body, pace, clock });
  });
}

interface Pieces {
  readonly response: ServerResponse;
  readonly body: string;
  readonly pace: BodyPace;
  readonly clock: Clock;
}

async function writeInPieces({ response, body, pace, clock }: Pieces): Promise<void> {
  response.flushHeaders();
  for await (const piece of paced(Buffer.from(body), pace, clock)) {
    if (response.destroyed) return;
    response.write(piece);
  }
  // Lets the bytes before the cut leave first.
  if (isCut(pace, body)) response.socket?.destroySoon();
  else response.end();
}
