/** Which SQLite versions may keep a ledger in WAL mode. */

/**
 * SQLite before 3.51.3 can lose committed writes when two connections share a WAL file (the "WAL-reset bug",
 * sqlite.org/wal.html#walresetbug); the fix was also carried back to 3.50.7 and 3.44.6. The command line beside a
 * running service is just that: two connections.
 */
const FIRST_SAFE = [3, 51, 3] as const;
const CARRIED_BACK: readonly (readonly [number, number, number])[] = [
  [3, 50, 7],
  [3, 44, 6],
];

export function isSafeForWal(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if ([major, minor, patch].some(Number.isNaN)) return false;
  if (major !== FIRST_SAFE[0]) return major > FIRST_SAFE[0];
  if (minor > FIRST_SAFE[1]) return true;
  if (minor === FIRST_SAFE[1]) return patch >= FIRST_SAFE[2];
  return CARRIED_BACK.some(([, fixedMinor, fixedPatch]) => minor === fixedMinor && patch >= fixedPatch);
}
