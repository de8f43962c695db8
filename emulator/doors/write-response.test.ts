import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { afterEach, expect, test } from "vitest";
import type { EngineResponse } from "../exchange/exchange.ts";
import { type ManualClock, manualClock } from "../testing/manual-clock.ts";
import { writeResponse } from "./write-response.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A server whose every answer is the given one, and a promise of when it has been written. */
async function serving(answer: Partial<EngineResponse>, clock: ManualClock = manualClock()) {
  let written: Promise<void> | undefined;
  const server = createServer((_request, response) => {
    written = writeResponse({ status: 200, headers: {}, body: "0123456789", ...answer }, response, clock);
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
