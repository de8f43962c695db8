/** From `drydock emulator`'s options to the ports it opens. */
import { isIP } from "node:net";
import { join } from "node:path";
import type { HttpDoorOptions } from "../../emulator/index.ts";
import { portNumber } from "./option-values.ts";

export interface DoorChoices {
  readonly host: string;
  readonly port: number;
  /** False for no TLS. */
  readonly tlsPort: number | false;
  readonly caDir?: string;
  /** Of the accounts; it keeps the authority, too, unless a folder is named for that. */
  readonly state?: string;
}

export const OFF = "off";

export const tlsPort = (text: string): DoorChoices["tlsPort"] => (text === OFF ? false : portNumber(text));

export function doorOrders({ host, port, tlsPort, caDir, state }: DoorChoices): HttpDoorOptions {
  if (tlsPort === false) return { host, port };
  const caFolder = caDir ?? (state === undefined ? undefined : join(state, "ca"));
  return { host, port, tls: { port: tlsPort, ...(caFolder === undefined ? {} : { caFolder }) } };
}

/** What to know before others than this machine's own programs can call; undefined where they cannot. */
export function exposureWarning(host: string): string | undefined {
  if (isLoopback(host)) return undefined;
  return (
    `Warning: ${host} is not this machine's loopback address, so others can call the emulator. ` +
    "It is a test double: open it to networks you trust only."
  );
}

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
