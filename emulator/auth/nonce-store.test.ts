import { expect, test } from "vitest";
import { createNonceStore } from "./nonce-store.ts";

const use = (nonce: string) => ({ tokenId: "t", nonce, timestamp: "1" });
const TEN_MINUTES = 10 * 60_000;

test("a use is remembered for ten minutes and then forgotten", () => {
  const nonces = createNonceStore();
  nonces.remember(use("first"), 0);
  nonces.remember(use("second"), TEN_MINUTES - 1);
  expect(nonces.isUsed(use("first"))).toBe(true);
  nonces.remember(use("third"), TEN_MINUTES);
  expect(nonces.isUsed(use("first"))).toBe(false);
  expect(nonces.size).toBe(2);
});

test("parts of a use cannot be shifted into each other", () => {
  const nonces = createNonceStore();
  nonces.remember({ tokenId: "a", nonce: "b,c", timestamp: "d" }, 0);
  expect(nonces.isUsed({ tokenId: "a,b", nonce: "c", timestamp: "d" })).toBe(false);
});
