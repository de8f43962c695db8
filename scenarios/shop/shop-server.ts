/** The shop double behind an HTTP server that listens nowhere yet: whoever has a port or a connection gives it that. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { ShopDouble } from "./shop-double.ts";

export function shopServer(shop: ShopDouble): Server {
  return createServer((request, response) => {
    void answer(shop, request).then(
      (given) => {
        if (given === null) return response.destroy();
        return response.writeHead(given.status, given.headers).end(given.body);
      },
      () => response.destroy(),
    );
  });
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
