/** Queries in SuiteQL: all pages of a result, and literals that cannot mean anything else. */
import { z } from "zod";
import type { HttpAnswer } from "../http/transport.ts";
import { type Ask, isSuccess } from "./ask.ts";
import { classify } from "./classify.ts";
import type { NetSuiteResult, QueryRow } from "./netsuite.ts";

/** The most that one page holds (Oracle help, section_157909186990). */
const PAGE = 1_000;

const page = z.object({
  items: z.array(z.looseObject({})),
  hasMore: z.boolean(),
});

/** A row may come twice or not at all when the result changes while its pages are read: sort by what does not change. */
export async function queryRows(
  ask: Ask,
  url: string,
  suiteql: string,
): Promise<NetSuiteResult<readonly QueryRow[]>> {
  const rows: QueryRow[] = [];
  const body = JSON.stringify({ q: suiteql });
  for (let offset = 0; ; offset += PAGE) {
    const call = { method: "POST", headers: { prefer: "transient" }, body } as const;
    const outcome = await ask({ ...call, url: `${url}?limit=${PAGE}&offset=${offset}` });
    const found = isSuccess(outcome) ? pageIn(outcome) : null;
    if (found === null) return { ok: false, failure: classify({ operation: "read", outcome }) };
    rows.push(...found.items.map(textsOf));
    if (!found.hasMore) return { ok: true, value: rows };
  }
}

function pageIn(answer: HttpAnswer): z.output<typeof page> | null {
  try {
    const parsed = page.safeParse(JSON.parse(answer.text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Every row also has `links`, which are no column. */
const textsOf = (item: Readonly<Record<string, unknown>>): QueryRow =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    ),
  );

/** A text in a query; NetSuite's SQL doubles a quote, as Oracle's does. */
export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** An internal id in a query. @throws RangeError for anything but digits */
export function sqlId(id: string): string {
  if (/^-?\d+$/.test(id)) return id;
  throw new RangeError(`"${id}" is no internal id`);
}
