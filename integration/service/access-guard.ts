/** Who may use the admin API: whoever has the token, or without a token whoever sits at this machine. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { ProblemError } from "./problem.ts";

export function guardAccess(token: string | undefined): RequestHandler {
  const mayPass = token === undefined ? isFromThisMachine : hasToken(token);
  const problem = token === undefined ? LOOPBACK_ONLY : TOKEN_WANTED;
  return (request, response, next) => {
    if (mayPass(request)) return next();
    if (token !== undefined) response.set("WWW-Authenticate", 'Bearer realm="drydock"');
    throw new ProblemError(problem);
  };
}

const TOKEN_WANTED = {
  status: 401,
  code: "TOKEN_WANTED",
  title: "The admin API wants its token",
  detail: "Send Authorization: Bearer <DRYDOCK_ADMIN_TOKEN>.",
} as const;

const LOOPBACK_ONLY = {
  status: 403,
  code: "LOOPBACK_ONLY",
  title: "Without a token the admin API answers on this machine only",
  detail: "Set DRYDOCK_ADMIN_TOKEN to use it from elsewhere, or through a proxy.",
} as const;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Digests have one length, so the time of the comparison tells nothing about the token. */
function hasToken(token: string): (request: Request) => boolean {
  const expected = digest(token);
  return (request) => {
    const [, given = ""] = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "") ?? [];
    return timingSafeEqual(digest(given), expected);
  };
}

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;
/** What a proxy adds: the one who asks is then not the one who is connected. */
const PROXY_HEADERS = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"] as const;

/**
 * The connection comes from this machine, and so does the name it asks for: a page in a browser here that has its own
 * name point to 127.0.0.1 (DNS rebinding) says another one.
 */
function isFromThisMachine(request: Request): boolean {
  const origin = request.get("origin");
  return (
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? "") &&
    LOOPBACK_HOST.test(request.get("host") ?? "") &&
    PROXY_HEADERS.every((name) => request.get(name) === undefined) &&
    (origin === undefined || LOOPBACK_HOST.test(origin.replace(/^https?:\/\//i, "")))
  );
}
