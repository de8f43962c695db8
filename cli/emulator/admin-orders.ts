/** From `drydock emulator`'s options to its administration: whether there is one, and who may use it. */
import { randomBytes } from "node:crypto";
import { isLoopback } from "./door-orders.ts";

export interface AdminChoices {
  readonly host: string;
  readonly admin: "on" | "off";
  readonly adminToken?: string;
}

export interface AdminOrder {
  /** None on loopback, unless one was given. */
  readonly token: string | undefined;
  /** Nobody knows it yet, so it must be shown. */
  readonly isNew: boolean;
}

/** Undefined where it was switched off. */
export function adminOrder(
  { host, admin, adminToken }: AdminChoices,
  env: Readonly<Record<string, string | undefined>>,
): AdminOrder | undefined {
  if (admin === "off") return undefined;
  const given = [adminToken, env["DRYDOCK_ADMIN_TOKEN"]].find((token) => token !== undefined && token !== "");
  if (given !== undefined || isLoopback(host)) return { token: given, isNew: false };
  return { token: randomBytes(24).toString("base64url"), isNew: true };
}
