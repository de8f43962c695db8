/** Reads the Prefer header: a list of preferences, possibly gathered from several headers (RFC 7240). */

import type { Quirks } from "../../quirks.ts";

export interface Preferences {
  readonly respondAsync: boolean;
  /** batch-processing="parallel" (Oracle help article_0127092747); else as the account does it. */
  readonly parallel: boolean;
}

/** Name, then an optional value, bare or quoted; parameters after a semicolon mean nothing to NetSuite. */
const PREFERENCE = /([^\s,;="]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]*)))?(?:"[^"]*"|[^,"])*,?/g;

export function preferencesOf(
  header: string | undefined,
  batchOrder: Quirks["batchOrder"] = "sequential",
): Preferences {
  if (header === undefined) return { respondAsync: false, parallel: batchOrder === "parallel" };
  const values = new Map<string, string>();
  for (const [, name = "", quoted, bare] of header.matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    // The first of two equal names counts (RFC 7240 section 2).
    if (!values.has(key)) values.set(key, (quoted ?? bare ?? "").toLowerCase());
  }
  return {
    respondAsync: values.has("respond-async"),
    parallel: (values.get("batch-processing") ?? batchOrder) === "parallel",
  };
}
