import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { request } from "undici";
import { afterEach, expect, test } from "vitest";
import type { EngineResponse } from "../exchange/exchange.ts";
import { type ManualClock, manualClock } from "../testing/manual-clock.ts";
import { acceptsGzip, writeResponse } from "./write-response.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A server whose every answer is the given one, and a promise of when it has been written. */
async function serving(answer: Partial<EngineResponse>, clock: ManualClock = manualClock()) {
  let written: Promise<void> | undefined;
  const server = createServer(({ headers }, response) => {
    const whole = { status: 200, headers: {}, body: "0123456789", ...answer };
    written = writeResponse(whole, { response, clock, encodings: headers["accept-encoding"] });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    clock,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    written: () => written,
  };
}

test("a paced body arrives chunk by chunk, each after its pause", async () => {
  const { url, clock } = await serving({ pace: { chunkBytes: 4, pauseMs: 1_000 } });
  const { headers, body } = await request(url);
  expect(headers["content-length"]).toBe("10");
  const chunks = body[Symbol.asyncIterator]();
  expect(String((await chunks.next()).value)).toBe("0123");
  for (const rest of ["4567", "89"]) {
    await expect.poll(() => clock.sleeping).toEqual([1_000]);
    clock.advance(1_000);
    expect(String((await chunks.next()).value)).toBe(rest);
  }
  expect((await chunks.next()).done).toBe(true);
});

test.each([0, 1, 9])("a body cut after %i bytes sends those, announces all and breaks off", async (bytes) => {
  const pace = { chunkBytes: 100, pauseMs: 0, cutAfterBytes: bytes };
  const { url, written } = await serving({ pace });
  const { headers, body } = await request(url);
  let received = "";
  const reading = (async () => {
    for await (const chunk of body) received += String(chunk);
  })();
  await expect(reading).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  expect([headers["content-length"], received]).toEqual(["10", "0123456789".slice(0, bytes)]);
  await written();
});

test("a cut behind the body's end is none", async () => {
  const { url } = await serving({ pace: { chunkBytes: 100, pauseMs: 0, cutAfterBytes: 10 } });
  expect(await (await request(url)).body.text()).toBe("0123456789");
});

test("a client that leaves in the middle of a slow body ends the writing", async () => {
  const { url, written, clock } = await serving({ pace: { chunkBytes: 1, pauseMs: 1_000 } });
  const { body } = await request(url);
  body.on("error", () => undefined);
  body.destroy();
  await written();
  clock.advance(60_000);
});

test.each([
  ["a long answer for who accepts gzip", 1_400, "br, gzip", "gzip"],
  ["a short answer", 1_399, "gzip", undefined],
  ["an answer for who accepts something else", 1_400, "br", undefined],
])("%s: content-encoding", async (_name, length, accepted, expected) => {
  const { url } = await serving({ body: "x".repeat(length) });
  const { headers, body } = await request(url, { headers: { "accept-encoding": accepted } });
  const bytes = Buffer.from(await body.arrayBuffer());
  expect(headers["content-encoding"]).toBe(expected);
  expect(Number(headers["content-length"])).toBe(bytes.length);
  expect(String(expected === "gzip" ? gunzipSync(bytes) : bytes)).toBe("x".repeat(length));
});

test.each([
  ["gzip", true],
  ["deflate, GZIP;q=0.5", true],
  ["x-gzip", true],
  ["gzip;q=0", false],
  ["gzip; q=0.000, br", false],
  ["gzipped", false],
  ["", false],
])("Accept-Encoding %j allows gzip: %s", (encodings, allowed) => {
  expect(acceptsGzip(encodings)).toBe(allowed);
});
