import { expect, test } from "vitest";
import { createNonceStore } from "./nonce-store.ts";

const use = (nonce: string) => ({ tokenId: "t", nonce, timestamp: "1" });
const KEPT_MS = 601_000;

test("a use is remembered for 601 seconds and then forgotten", () => {
  const nonces = createNonceStore();
  nonces.remember(use("first"), 0);
  nonces.remember(use("second"), KEPT_MS - 1);
  expect(nonces.isUsed(use("first"))).toBe(true);
  nonces.remember(use("third"), KEPT_MS);
  expect(nonces.isUsed(use("first"))).toBe(false);
  expect(nonces.size).toBe(2);
});

test("parts of a use cannot be shifted into each other", () => {
  const nonces = createNonceStore();
  nonces.remember({ tokenId: "a", nonce: "b,c", timestamp: "d" }, 0);
  expect(nonces.isUsed({ tokenId: "a,b", nonce: "c", timestamp: "d" })).toBe(false);
});
