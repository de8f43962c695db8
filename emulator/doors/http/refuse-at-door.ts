/** What a caller is told when its request never reached an account: NetSuite's forms, and a proxy's plain words. */
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ErrorKey } from "../../errors/catalogue.ts";
import { errorFormOf } from "../../errors/error-form.ts";
import type { ErrorReply } from "../../errors/error-reply.ts";
import { problemDocument } from "../../errors/problem-document.ts";
import { channelOf } from "../../exchange/channel.ts";
import type { Outgoing } from "../write-response.ts";
import { calledUrl, type Incoming } from "./incoming.ts";

/** Names the error where no account could. */
const VALUES = { errorId: "outsidetheengineroom" };

export function refuseAtDoor(request: Incoming, response: Outgoing, key: ErrorKey): void {
  if (response.headersSent || response.destroyed) return;
  const url = calledUrl(request);
  const path = URL.canParse(url) ? new URL(url).pathname : "";
  const { status, body, contentType } = errorFormOf(
    channelOf(path),
    request.headers["content-type"],
  )({ key, values: VALUES });
  writeText(response, { status, contentType, body });
}

/** Not NetSuite's but the proxy's own. */
export function refuseAsProxy(response: Outgoing, reason: string): void {
  writeText(response, { status: 403, contentType: PLAIN, body: reason });
}

const PLAIN = "text/plain; charset=utf-8";

type Refused = Pick<ErrorReply, "status" | "contentType" | "body">;

function writeText(response: Outgoing, { status, contentType, body }: Refused): void {
  response.statusCode = status;
  response.setHeader("content-type", contentType);
  response.setHeader("content-length", Buffer.byteLength(body));
  response.end(body);
}

/** The parser's words for what it could not read, and NetSuite's; everything else is malformed. */
const UNREADABLE: Readonly<Record<string, ErrorKey>> = {
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timed-out",
};

/** A request that is no HTTP has no response object: its socket is told, and closed. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const key = UNREADABLE[error.code ?? ""] ?? "request-malformed";
  closeWith(socket, problemDocument({ key }));
}

/** For a tunnel that is not made. */
export function refuseTunnel(socket: Duplex, reason: string): void {
  closeWith(socket, { status: 403, contentType: PLAIN, body: reason });
}

function closeWith(socket: Duplex, { status, contentType, body }: Refused): void {
  socket.on("error", () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${contentType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
