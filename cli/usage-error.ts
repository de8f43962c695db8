/** Something the caller has to change before anything can be tested: the process ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
