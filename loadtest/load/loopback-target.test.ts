import { expect, test } from "vitest";
import { requireLoopback } from "./loopback-target.ts";

test.each(["http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:9/x", "http://127.9.9.9"])(
  "lets load go to %s",
  (url) => {
    expect(requireLoopback(url).href).toBe(new URL(url).href);
  },
);

test.each([
  "https://1234567.suitetalk.api.netsuite.com",
  "http://10.0.0.7:8080",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://user:127.0.0.1@shop.example/",
])("refuses to send load to %s and says why", (url) => {
  expect(() => requireLoopback(url)).toThrow(/Oracle does not support stress tests/);
});
