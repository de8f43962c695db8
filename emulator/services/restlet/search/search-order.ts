/** A search as a script orders it, and what it gets back. */
import { z } from "zod";
import type { ResultCell } from "./result-cell.ts";

const columnSchema = z.object({
  name: z.string(),
  join: z.string().nullish(),
  summary: z.string().nullish(),
  formula: z.string().nullish(),
  sort: z.string().nullish(),
});

export const searchSchema = z.object({
  type: z.string(),
  filters: z.unknown(),
  columns: z.array(columnSchema),
});

export type SearchOrder = z.infer<typeof searchSchema>;
export type SearchColumn = z.infer<typeof columnSchema>;

export interface SearchResult {
  readonly type: string | null;
  readonly id: string | null;
  readonly cells: readonly ResultCell[];
}
