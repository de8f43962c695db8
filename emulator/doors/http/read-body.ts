/** Reads a request's body, never more of it than NetSuite takes, and unpacks it. */
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from "node:zlib";
import type { ErrorKey } from "../../errors/catalogue.ts";
import { MAX_BODY_BYTES } from "../../services/plan.ts";
import { type Incoming, isHttp2 } from "./incoming.ts";

export type Body =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly key: ErrorKey }
  /** The client left before the end: there is nobody to answer. */
  | { readonly kind: "lost" };

const EMPTY: Body = { kind: "read", bytes: new Uint8Array() };
const TOO_LARGE: Body = { kind: "refused", key: "request-too-large" };
const MALFORMED: Body = { kind: "refused", key: "request-malformed" };

/** True for a body that announces its size and is too large, so that not a byte of it need be read. */
export const isAnnouncedTooLarge = ({ headers }: Incoming): boolean =>
  Number(headers["content-length"] ?? 0) > MAX_BODY_BYTES;

export const hasBody = (request: Incoming): boolean =>
  isHttp2(request)
    ? !request.stream.endAfterHeaders
    : request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined;

export async function readBody(request: Incoming): Promise<Body> {
  if (!hasBody(request)) return EMPTY;
  if (isAnnouncedTooLarge(request)) return refuseRest(request);
  const body = await collect(request);
  return body.kind === "read" ? unpack(body.bytes, request.headers["content-encoding"]) : body;
}

function collect(request: Incoming): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= MAX_BODY_BYTES) return;
      request.off("data", onData);
      chunks.length = 0;
      resolve(refuseRest(request));
    };
    request.on("data", onData);
    request.once("end", () => {
      const [only] = chunks;
      resolve({
        kind: "read",
        bytes: only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks),
      });
    });
    request.once("error", () => resolve({ kind: "lost" }));
    request.once("close", () => resolve({ kind: "lost" }));
  });
}

/** The answer reaches a client only while its bytes are still taken in: as many again, and none of them kept. */
function refuseRest(request: Incoming): Body {
  let left = MAX_BODY_BYTES;
  request.on("error", () => undefined);
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  return TOO_LARGE;
}

type Unpack = (packed: Uint8Array, options: ZlibOptions) => Promise<Buffer>;

/** NetSuite's list is not published: those that every HTTP library can write (inferred). */
const ENCODINGS: Readonly<Record<string, Unpack>> = {
  gzip: promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
  "x-gzip": promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Uint8Array, ZlibOptions, Buffer>(inflate),
  br: promisify<Uint8Array, ZlibOptions, Buffer>(brotliDecompress),
};

async function unpack(bytes: Uint8Array, encoding: string | undefined): Promise<Body> {
  const name = encoding?.trim().toLowerCase();
  if (name === undefined || name === "" || name === "identity") return { kind: "read", bytes };
  const decode = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
  if (decode === undefined) return { kind: "refused", key: "content-encoding-unknown" };
  try {
    return { kind: "read", bytes: await decode(bytes, { maxOutputLength: MAX_BODY_BYTES }) };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? TOO_LARGE : MALFORMED;
  }
}
