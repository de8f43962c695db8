/** What scenarios are sorted and chosen by. */

/** Where on its way something goes wrong. */
export const STAGES = [
  "intake",
  "mapping",
  "login",
  "delivery",
  "ledger",
  "desk",
  "to-shop",
  "cutover",
] as const;

export const FLOWS = ["orders", "refunds", "leads", "inventory", "prices", "fulfilments", "all"] as const;

/** `critical`: money or goods are lost or doubled. `major`: a person has to work, or work stops. `minor`: nobody but us sees it. */
export const SEVERITIES = ["critical", "major", "minor"] as const;

/** What is odd about it; the folders of the catalogue. */
export const EDGES = [
  "money",
  "addresses",
  "customers",
  "items",
  "text",
  "edits",
  "refunds",
  "duplicates",
  "network",
  "crashes",
  "peak",
  "credentials",
  "time",
  "door",
  "queue",
  "mapping",
  "account",
  "shop",
] as const;

export interface Labels {
  readonly stage: (typeof STAGES)[number];
  readonly flow: (typeof FLOWS)[number];
  readonly severity: (typeof SEVERITIES)[number];
  readonly edge: (typeof EDGES)[number];
}

/** One tag for each label, such as `edge:money`. */
export const tagsOf = (labels: Labels): readonly string[] =>
  Object.entries(labels).map(([label, value]) => `${label}:${value}`);

/** Whether `edge:money`, or `money` alone, is one of its labels. */
export const hasTag = (labels: Labels, tag: string): boolean => includesTag(tagsOf(labels), tag);

/** The same of tags that have been written down. */
export const includesTag = (tags: readonly string[], tag: string): boolean =>
  tags.some((each) => each === tag || each.endsWith(`:${tag}`));
