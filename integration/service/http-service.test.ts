import { connect } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../clock.ts";
import { listen } from "./http-service.ts";

test("whoever is too slow to send a request is cut off, and others are served", async () => {
  const app = express();
  app.post("/", express.raw({ type: () => true }), (_request, response) => void response.json("done"));
  const at = { host: "127.0.0.1", port: 0, clock: systemClock, requestTimeoutMs: 50 };
  const service = await listen(app, at);
  onTestFinished(() => service.close(0));
  const { hostname, port } = new URL(service.url);
  const slow = connect(Number(port), hostname);
  const answered: string[] = [];
  slow.on("data", (chunk) => answered.push(String(chunk)));
  slow.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na");
  await new Promise((resolve) => slow.once("close", resolve));
  expect(answered.join("")).toMatch(/^HTTP\/1\.1 408 /);
  expect(await (await fetch(service.url, { method: "POST", body: "all of it" })).json()).toBe("done");
});
