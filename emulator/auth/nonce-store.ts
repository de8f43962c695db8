/** Remembers which (token, nonce, timestamp) was used, for as long as the timestamp could be accepted again. */
import { z } from "zod";
import { flatText } from "../flat-text.ts";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeList } from "../state/change-list.ts";

export interface NonceStore extends AccountPart {
  isUsed(use: NonceUse): boolean;
  remember(use: NonceUse, now: number): void;
  readonly size: number;
}

interface NonceUse {
  readonly tokenId: string;
  readonly nonce: string;
  readonly timestamp: string;
}

/**
 * A timestamp is good from five minutes before to five minutes after the server's time, and it counts whole seconds:
 * one that was 300 seconds ahead is still good 600.999 seconds later.
 */
const KEEP_MS = 601 * 1000;

export function createNonceStore(): NonceStore {
  // Maps keep the order of insertion, so the oldest entries are always in front.
  const expiryByUse = new Map<string, number>();
  const list = createChangeList<readonly [string, number]>();
  return {
    save: () => [...expiryByUse],
    watch: list.watch,
    changes: {
      take: list.take,
      apply(changes) {
        for (const [key, expiry] of savedSchema.parse(changes)) expiryByUse.set(key, expiry);
      },
    },
    load(state) {
      const saved = savedSchema.parse(state);
      expiryByUse.clear();
      for (const [key, expiry] of saved) expiryByUse.set(key, expiry);
    },
    isUsed: (use) => expiryByUse.has(keyOf(use)),
    remember(use, now) {
      for (const [key, expiry] of expiryByUse) {
        if (expiry > now) break;
        expiryByUse.delete(key);
      }
      const remembered = [keyOf(use), now + KEEP_MS] as const;
      expiryByUse.set(...remembered);
      list.add(remembered);
    },
    get size() {
      return expiryByUse.size;
    },
  };
}

const savedSchema = z.array(z.tuple([z.string(), z.number()]));

/** With their lengths in front, parts cannot be shifted into each other. */
const keyOf = ({ tokenId, nonce, timestamp }: NonceUse): string =>
  flatText(`${tokenId.length} ${nonce.length} ${tokenId}${nonce}${timestamp}`);
