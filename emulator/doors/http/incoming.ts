/** A request as HTTP/1.1 or HTTP/2 brought it, in the words of the engine. */
import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";

export type Incoming = IncomingMessage | Http2ServerRequest;

export const isHttp2 = (request: Incoming): request is Http2ServerRequest => request.httpVersionMajor === 2;

/** Path and query; a request for a proxy brings a whole URL. */
export const targetOf = (request: Incoming): string => request.url ?? "/";

export const isForProxy = (target: string): boolean =>
  target.charCodeAt(0) !== SLASH && /^https?:\/\//i.test(target);

const SLASH = 0x2f;

/** The URL as it was called, so that it can be signed and comes back in every link. */
export function calledUrl(request: Incoming): string {
  const target = targetOf(request);
  return target.charCodeAt(0) === SLASH ? originOf(request) + target : target;
}

/** Without a Host, as HTTP/1.0 has none, nobody signed one. */
function originOf(request: Incoming): string {
  if (isHttp2(request)) return `https://${hostOf(request)}`;
  return `${"encrypted" in request.socket && request.socket.encrypted === true ? "https" : "http"}://${hostOf(request)}`;
}

const hostOf = ({ headers }: Incoming): string =>
  (headers[":authority"] as string | undefined) ?? headers.host ?? "localhost";

/** HTTP/2 names method, path and host as headers too, which are none. */
export function engineHeaders(request: Incoming): Readonly<Record<string, string>> {
  const { headers } = request;
  // Of all request headers only this one comes as a list, and hardly any request has it.
  if (!isHttp2(request) && headers["set-cookie"] === undefined) return headers as Record<string, string>;
  const named = Object.entries(headers).filter(([name]) => !name.startsWith(":"));
  const texts = named.map(([name, value]) => [name, [value ?? ""].flat().join(", ")] as const);
  return { host: hostOf(request), ...Object.fromEntries(texts) };
}
