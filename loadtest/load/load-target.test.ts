import { expect, test } from "vitest";
import { requireLoadTarget } from "./load-target.ts";

test.each(["http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:9/x", "http://127.9.9.9"])(
  "lets load go to %s",
  (url) => {
    expect(requireLoadTarget(url).href).toBe(new URL(url).href);
  },
);

test.each([
  "https://1234567-sb1.suitetalk.api.netsuite.com",
  "http://10.0.0.7:8080",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://user:127.0.0.1@shop.example/",
])("refuses to send load to %s and says why, until the host is confirmed by its name", (url) => {
  const { hostname } = new URL(url);
  expect(() => requireLoadTarget(url)).toThrow(/Oracle does not support stress tests/);
  expect(() => requireLoadTarget(url, `not-${hostname}`)).toThrow(/confirm the host by name/);
  expect(requireLoadTarget(url, hostname).hostname).toBe(hostname);
});

test.each([
  "https://1234567.suitetalk.api.netsuite.com",
  "https://1234567.restlets.api.netsuite.com/app",
  "https://rest.netsuite.com",
  "https://webservices.netsuite.com",
  "https://netsuite.com",
  "https://SYSTEM.NetSuite.com",
  "https://1234567.suitetalk.api.netsuite.com./services",
])("a production host is refused whatever is confirmed: %s", (url) => {
  expect(() => requireLoadTarget(url, new URL(url).hostname)).toThrow(/a production host of NetSuite/);
});
