/** How the core reaches others and is reached: real sockets in production, whatever carries bytes in a scenario. */
import type { Server } from "node:http";
import type { buildConnector } from "undici";

export interface Network {
  /** Opens a connection to NetSuite or to the shop. @default TCP, with TLS where the address says https */
  readonly connect?: buildConnector.connector;
  /** Puts a door's server where it can be reached, and gives its address without a path. @default its configured port */
  readonly serve?: (server: Server) => string;
}
