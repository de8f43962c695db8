/** The small company's account behind real sockets, and a caller that signs whatever URL it calls. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Account } from "../account.ts";
import type { AccountOptions } from "../account-options.ts";
import { type HttpDoor, type HttpDoorOptions, startHttpDoor } from "../doors/http-door.ts";
import { createEmulator, type Emulator } from "../emulator.ts";
import { ACCOUNT_ID, authorization, MASTER_DATA } from "./acme.ts";

export interface OpenDoor {
  readonly emulator: Emulator;
  readonly account: Account;
  readonly door: HttpDoor;
  /** The Authorization header of a good login. */
  login(method: string, url: string): string;
  /** A raw connection to the plain port. */
  dial(): Promise<Socket>;
}

export async function openDoor(
  options: HttpDoorOptions = {},
  account: Partial<AccountOptions> = {},
): Promise<OpenDoor> {
  const emulator = createEmulator({
    accounts: [{ accountId: ACCOUNT_ID, masterData: MASTER_DATA, ...account }],
  });
  const [own] = emulator.accounts;
  if (own === undefined) throw new TypeError("an emulator has an account");
  const door = await startHttpDoor(emulator, options);
  let logins = 0;
  return {
    emulator,
    account: own,
    door,
    login(method, url) {
      logins += 1;
      const nonce = `nonce-${logins}`;
      const { credentials, accountId: realm } = own;
      return authorization({ method, url, realm, credentials, nonce, now: emulator.clock.now() });
    },
    async dial() {
      const { port, hostname } = new URL(door.url);
      const socket = connect(Number(port), hostname);
      await once(socket, "connect");
      return socket;
    },
  };
}

/** All that a peer sends until it closes; a reset ends it too. */
export async function everythingFrom(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  socket.on("error", () => undefined);
  if (!socket.closed) await once(socket, "close");
  return text;
}
