import { expect, test } from "vitest";
import { runClosedLoop } from "./closed-loop.ts";
import { aServer } from "./temporary-server.contract.ts";

test("sends each request exactly once, over all connections", async () => {
  const bodies: string[] = [];
  const url = await aServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      if (request.method === "POST") bodies.push(body);
      response.end("ok");
    });
  });
  const result = await runClosedLoop({
    url,
    connections: 7,
    amount: 100,
    request: (n) => ({
      method: "POST",
      path: "/orders",
      headers: { "content-type": "text/plain" },
      body: `order ${n} é😀`,
    }),
  });
  expect(new Set(bodies)).toEqual(new Set(Array.from({ length: 100 }, (_, n) => `order ${n} é😀`)));
  expect(bodies).toHaveLength(100);
  expect(result).toMatchObject({ sent: 100, unanswered: 0 });
  expect(result.answers.get(200)?.count).toBe(100);
});

test("keeps refusals apart from answers", async () => {
  let seen = 0;
  const url = await aServer((request, response) => {
    if (request.method === "HEAD") return response.end();
    seen += 1;
    response.statusCode = seen % 4 === 0 ? 429 : 200;
    return response.end();
  });
  const { answers } = await runClosedLoop({
    url,
    connections: 2,
    amount: 40,
    request: () => ({ method: "GET", path: "/", headers: {} }),
  });
  expect([...answers].map(([status, { count }]) => [status, count]).toSorted()).toEqual([
    [200, 30],
    [429, 10],
  ]);
});

test("says that nothing answers instead of knocking for ever", async () => {
  const url = await aServer(() => undefined);
  const free = url.replace(/\d+$/, "1");
  await expect(
    runClosedLoop({
      url: free,
      connections: 1,
      amount: 1,
      request: () => ({ method: "GET", path: "/", headers: {} }),
    }),
  ).rejects.toThrow(/Nothing answers at http:\/\/127.0.0.1:1/);
});
