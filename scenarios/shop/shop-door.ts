/** The shop double on a real socket, for whoever is another process or calls with undici, which msw does not see. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { ShopDouble } from "./shop-double.ts";

export interface ShopDoor {
  /** Without a path. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startShopDoor(shop: ShopDouble, port = 0): Promise<ShopDoor> {
  const server = createServer((request, response) => {
    void answer(shop, request).then(
      (given) => {
        if (given === null) return response.destroy();
        return response.writeHead(given.status, given.headers).end(given.body);
      },
      () => response.destroy(),
    );
  });
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

async function answer(shop: ShopDouble, request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
  const { method = "GET", url = "/" } = request;
  return shop.handle({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
}
