/** What the core asks of the shop: the port that every part above HTTP is written against. */
import type { z } from "zod";
import type { Result } from "../failure.ts";

/** One operation of the GraphQL Admin API, named, with the shape of its answer. */
export interface Operation<T> {
  /** As in its text; the cost budget remembers by it what such an operation costs. */
  readonly name: string;
  readonly text: string;
  /** After a write that was sent, silence means "unknown"; after a read it only means "ask again". */
  readonly kind: "read" | "write";
  readonly answer: z.ZodType<T>;
}

export interface Shopify {
  /** A read or write over GraphQL; what the shop refuses in `userErrors` is a failure too. */
  ask<T>(operation: Operation<T>, variables: Readonly<Record<string, unknown>>): Promise<Result<T>>;
  /** The order's body as its webhook has it; null when the shop has no such order. `digits` is the number of its id. */
  orderBody(digits: string): Promise<Result<Uint8Array | null>>;
}
