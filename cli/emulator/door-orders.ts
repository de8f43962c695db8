/** From `drydock emulator`'s options to the ports it opens. */
import { isIP } from "node:net";
import type { HttpDoorOptions } from "../../emulator/index.ts";
import { portNumber } from "./option-values.ts";

export interface DoorChoices {
  readonly host: string;
  readonly port: number;
  /** False for no TLS. */
  readonly tlsPort: number | false;
  readonly caDir?: string;
}

export const OFF = "off";

export const tlsPort = (text: string): DoorChoices["tlsPort"] => (text === OFF ? false : portNumber(text));

export function doorOrders({ host, port, tlsPort, caDir }: DoorChoices): HttpDoorOptions {
  if (tlsPort === false) return { host, port };
  return { host, port, tls: { port: tlsPort, ...(caDir === undefined ? {} : { caFolder: caDir }) } };
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
