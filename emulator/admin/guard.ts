/** Who may administrate: this machine's own programs, or whoever holds the token. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { AdminError } from "./problem.ts";

/** Throws AdminError. Without a token only loopback names are answered, so that no web page can rebind its own to this port. */
export function requireOwnHost({ headers }: IncomingMessage, token: string | undefined): void {
  const host = headers.host ?? "";
  if (token === undefined && !isLoopback(host)) {
    throw new AdminError(
      403,
      "FOREIGN_HOST",
      `The administration is asked for as ${host || "nothing"}. Ask for it at 127.0.0.1, or start the emulator with --admin-token.`,
    );
  }
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  const isForeign = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  if (isForeign || site === "cross-site" || site === "same-site") {
    throw new AdminError(
      403,
      "FOREIGN_ORIGIN",
      "A page of another site may not administrate. Use the console, or no browser.",
    );
  }
}

/** Throws AdminError unless the bearer token is the one; nothing is asked for without one. */
export function requireToken({ headers }: IncomingMessage, token: string | undefined): void {
  if (token === undefined) return;
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  // Digests of one length, so that the comparison tells nothing about the token.
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new AdminError(
    401,
    "TOKEN_REQUIRED",
    "Send Authorization: Bearer with the token that the emulator was started with, or that it printed.",
  );
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

const isLoopback = (host: string): boolean => LOOPBACK.test(host);
