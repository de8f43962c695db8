import { expect, test } from "vitest";
import { runOpenLoop } from "./open-loop.ts";
import { aServer } from "./temporary-server.contract.ts";

const NOW = new Float64Array(50);
const get = { method: "GET", path: "/", headers: {} } as const;

test("each request is sent once, in its turn, and answers are kept apart by status", async () => {
  const seen: string[] = [];
  const url = await aServer((request, response) => {
    seen.push(request.url ?? "");
    response.statusCode = seen.length % 5 === 0 ? 429 : 200;
    response.end("answer");
  });
  const result = await runOpenLoop({ url, dueAt: NOW, request: (n) => ({ ...get, path: `/${n}` }) });
  expect(new Set(seen)).toEqual(new Set(Array.from(NOW, (_, n) => `/${n}`)));
  expect(result).toMatchObject({ due: 50, sent: 50, dropped: 0, unanswered: 0, isCutShort: false });
  expect([...result.responses].map(([status, { count }]) => [status, count]).toSorted()).toEqual([
    [200, 40],
    [429, 10],
  ]);
  expect(result.lateness.count).toBe(50);
});

test("nothing waits for the answers before it: all are in flight while the first is held", async () => {
  const held: (() => void)[] = [];
  const url = await aServer((_request, response) => {
    held.push(() => response.end());
    if (held.length === NOW.length) for (const answer of held) answer();
  });
  expect(await runOpenLoop({ url, dueAt: NOW, request: () => get })).toMatchObject({ sent: 50, dropped: 0 });
});

test("what is due beyond the most in flight is dropped and counted, never sent late", async () => {
  const held: (() => void)[] = [];
  const url = await aServer((_request, response) => {
    held.push(() => response.end());
    if (held.length === 10) for (const answer of held) answer();
  });
  const result = await runOpenLoop({ url, dueAt: NOW, request: () => get, maxInFlight: 10 });
  expect(result).toMatchObject({ due: 50, sent: 10, dropped: 40 });
});

test("a reset counts as unanswered", async () => {
  const url = await aServer((request) => void request.socket.destroy());
  expect(await runOpenLoop({ url, dueAt: NOW, request: () => get })).toMatchObject({
    sent: 50,
    unanswered: 50,
  });
});

test("cut short: nothing more is sent, what is in flight is counted, the rest is dropped", async () => {
  const ending = new AbortController();
  const url = await aServer((_request, response) => response.end(() => ending.abort()));
  const dueAt = [0, 3_600_000];
  // The signal comes while the second request is an hour away.
  const result = await runOpenLoop({ url, dueAt, request: () => get, signal: ending.signal });
  expect(result).toMatchObject({ sent: 1, dropped: 1, isCutShort: true });
});

test("a host that nobody confirmed is refused", async () => {
  const sending = runOpenLoop({ url: "http://shop.example", dueAt: NOW, request: () => get });
  await expect(sending).rejects.toThrow(/Load is only sent to this machine/);
});
