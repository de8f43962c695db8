/** The shop double on a real socket, for whoever is another process. */
import type { AddressInfo } from "node:net";
import type { ShopDouble } from "./shop-double.ts";
import { shopServer } from "./shop-server.ts";

export interface ShopDoor {
  /** Without a path. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startShopDoor(shop: ShopDouble, port = 0): Promise<ShopDoor> {
  const server = shopServer(shop);
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
