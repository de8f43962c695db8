/** What a caller of the load tools did that cannot be done. */

export type LoadtestErrorCode =
  | "ARRIVALS_UNREADABLE"
  | "IMPOSSIBLE_PLAN"
  | "NO_WEBHOOKS"
  | "TARGET_REFUSED"
  | "TARGET_UNREACHABLE";

export class LoadtestError extends Error {
  override readonly name = "LoadtestError";
  readonly code: LoadtestErrorCode;

  constructor(message: string, options: { readonly code: LoadtestErrorCode; readonly cause?: unknown }) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = options.code;
  }
}
