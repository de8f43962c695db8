/** The proxy: tunnels NetSuite's names to the TLS side, so that clients with hard-wired hosts reach no other machine. */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Server as TlsServer } from "node:tls";
import type { Emulator } from "../../emulator.ts";
import { accountHosts, SHARED_HOSTS } from "../../exchange/account-hosts.ts";
import { refuseTunnel } from "../http/refuse-at-door.ts";

interface Target {
  readonly host: string;
  readonly port: number;
}

/** Why a target is not served; undefined for one that is. */
export type RefuseTarget = (target: Target) => string | undefined;

interface Reachable {
  /** Of NetSuite's hosts. */
  readonly port: number;
  /** The door itself, where a proxy may be asked for it. */
  readonly own?: URL;
}

export function createTargetCheck(
  emulator: Pick<Emulator, "accounts">,
  { port, own }: Reachable,
): RefuseTarget {
  return ({ host, port: asked }) => {
    if (own !== undefined && asked === Number(own.port) && (host === own.hostname || host === "localhost"))
      return;
    const hosts = [
      ...SHARED_HOSTS,
      ...emulator.accounts.flatMap(({ accountId }) => Object.values(accountHosts(accountId))),
    ];
    if (asked === port && hosts.includes(host.toLowerCase())) return;
    return (
      `This proxy is the Drydock emulator. It serves port ${port} of ${hosts.join(", ")} ` +
      `and nothing else, so ${host}:${asked} is refused.\n`
    );
  };
}

export function serveTunnels(http: HttpServer, tls: TlsServer | undefined, refusal: RefuseTarget): void {
  http.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const target = parseTarget(request.url ?? "");
    const reason = tls === undefined ? NO_TLS : refusal(target);
    if (tls === undefined || reason !== undefined) return refuseTunnel(socket, reason ?? NO_TLS);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    // A client that does not wait for the answer has its first TLS message in here.
    if (head.length > 0) socket.unshift(head);
    tls.emit("connection", socket);
  });
}

const NO_TLS = "This proxy is the Drydock emulator, started without TLS: it makes no tunnels.\n";

function parseTarget(authority: string): Target {
  const [, host = authority, port = ""] = /^(.*):(\d{1,5})$/.exec(authority) ?? [];
  return { host, port: Number(port) };
}
