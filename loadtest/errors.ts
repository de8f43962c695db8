/** What a caller of the load tools did that cannot be done. */

export type LoadtestErrorCode = "IMPOSSIBLE_PLAN" | "TARGET_REFUSED" | "TARGET_UNREACHABLE" | "NO_WEBHOOKS";

export class LoadtestError extends Error {
  override readonly name = "LoadtestError";
  readonly code: LoadtestErrorCode;

  constructor(message: string, options: { readonly code: LoadtestErrorCode; readonly cause?: unknown }) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = options.code;
  }
}
