/** What the shop refuses of a mutation though it answers with 200. */
export interface UserError {
  readonly code?: string;
  readonly field: readonly string[];
  readonly message: string;
}
