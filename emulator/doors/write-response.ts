/** Puts one answer on its socket: whole, packed, in pieces, cut short, or as a connection that dies. */
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { constants, type Http2ServerResponse } from "node:http2";
import { Socket } from "node:net";
import { gzip } from "node:zlib";
import type { Clock } from "../clock.ts";
import { type BodyPace, isCut, paced } from "../exchange/body-pace.ts";
import type { EngineResponse } from "../exchange/exchange.ts";

export type Outgoing = ServerResponse | Http2ServerResponse;

export interface Wire {
  readonly response: Outgoing;
  readonly clock: Clock;
  /** The caller's Accept-Encoding; without it nothing is packed. */
  readonly encodings?: string | undefined;
  /** No other request will be taken from this connection. */
  readonly isLast?: boolean;
}

/** Below this a body fits one packet either way. */
const WORTH_PACKING = 1_400;

/** Settles when the last byte has left or the client has gone. */
export function writeResponse(answer: EngineResponse, wire: Wire): Promise<void> {
  const { response } = wire;
  return new Promise((resolve) => {
    if (response.destroyed || isClosed(response)) return resolve();
    response.once("close", resolve);
    if (answer.reset === true) breakOff(response);
    else if (isPacked(answer, wire)) writePacked(answer, wire);
    else writePlain(answer, wire);
  });
}

const isHttp2 = (response: Outgoing): response is Http2ServerResponse => "stream" in response;

const isClosed = (response: Outgoing): boolean =>
  isHttp2(response) ? response.stream?.closed !== false : response.closed;

/** On HTTP/2 other requests share the connection, so only this one's stream dies. */
function breakOff(response: Outgoing): void {
  if (isHttp2(response)) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else if (response.socket instanceof Socket) response.socket.resetAndDestroy();
  else response.destroy();
}

function isPacked({ status, body, pace }: EngineResponse, { encodings }: Wire): boolean {
  if (encodings === undefined || pace !== undefined || status === 204) return false;
  return body.length >= WORTH_PACKING && acceptsGzip(encodings);
}

/** RFC 9110 section 12.5.3: `q=0` is a no. */
export const acceptsGzip = (encodings: string): boolean =>
  encodings
    .split(",")
    .some((each) => /^\s*(?:x-)?gzip\s*(?:;|$)/i.test(each) && !/;\s*q=0(?:\.0*)?\s*$/i.test(each));

function writePacked(answer: EngineResponse, wire: Wire): void {
  gzip(answer.body, (error, packed) => {
    if (error !== null) return writePlain(answer, wire);
    if (wire.response.destroyed) return;
    head(answer, wire, { "content-encoding": "gzip", "content-length": packed.length });
    wire.response.end(packed);
  });
}

function writePlain(answer: EngineResponse, wire: Wire): void {
  const { status, body, pace } = answer;
  const { response, clock } = wire;
  head(answer, wire, status === 204 ? undefined : { "content-length": Buffer.byteLength(body) });
  if (status === 204) response.end();
  else if (pace === undefined) response.end(body);
  else void writeInPieces({ response, body, pace, clock });
}

type More = Readonly<Record<string, string | number>>;

function head({ status, headers }: EngineResponse, { response, isLast = false }: Wire, more?: More): void {
  const all: Record<string, string | number> = { ...headers, ...more };
  if (isLast && !isHttp2(response)) all["connection"] = "close";
  writeHead(response, status, all);
}

interface Pieces {
  readonly response: Outgoing;
  readonly body: string;
  readonly pace: BodyPace;
  readonly clock: Clock;
}

async function writeInPieces({ response, body, pace, clock }: Pieces): Promise<void> {
  if (!isHttp2(response)) response.flushHeaders();
  for await (const piece of paced(Buffer.from(body), pace, clock)) {
    if (response.destroyed) return;
    writePiece(response, piece);
  }
  // Lets the bytes before the cut leave first.
  if (!isCut(pace, body)) response.end();
  else if (isHttp2(response)) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else response.socket?.destroySoon();
}

const writeHead = (response: Outgoing, status: number, headers: OutgoingHttpHeaders): unknown =>
  isHttp2(response) ? response.writeHead(status, headers) : response.writeHead(status, headers);

const writePiece = (response: Outgoing, piece: Uint8Array): boolean =>
  isHttp2(response) ? response.write(piece) : response.write(piece);
