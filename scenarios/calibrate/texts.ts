/** Requests whose answers differ from account to account in form or words: what is refused, and how. */
import { type AccountCall, RECORD_SERVICE } from "../../integration/index.ts";
import type { MadeRecord } from "./made-records.ts";
import { type Said, type Side, STRICT } from "./side.ts";

/** No account has a record of this id. */
const NOBODY = "2147000000";

/** The record that is asked about; undefined where none could be made. */
type About = MadeRecord | undefined;

/** Each is refused, or reads; none makes anything. */
const PROBES: Readonly<Record<string, (about: About, mark: string) => AccountCall | undefined>> = {
  "unknown record type": () => ({ method: "GET", path: `${RECORD_SERVICE}/drydockNoSuchType` }),
  "unknown record": () => ({ method: "GET", path: `${RECORD_SERVICE}/customer/${NOBODY}` }),
  "unknown transaction": () => ({ method: "GET", path: `${RECORD_SERVICE}/salesOrder/${NOBODY}` }),
  "unknown external id": (_, mark) => ({
    method: "GET",
    path: `${RECORD_SERVICE}/customer/eid:${mark}nobody`,
  }),
  "unknown field": (about) => patch(about, { drydockNoSuchField: "x" }, STRICT),
  "reference to nothing": (about) => patch(about, { location: { id: NOBODY } }),
  "reference in the wrong form": (about) => patch(about, { location: [1] }),
  "value of the wrong kind": (about) => patch(about, { tranDate: "yesterday" }),
  "body that is no JSON object": (about) => patch(about, [1]),
  "search by an unknown field": () => ({
    method: "GET",
    path: `${RECORD_SERVICE}/customer?q=${encodeURIComponent('drydockNoSuchField IS "x"')}`,
  }),
  "page that is too long": () => ({ method: "GET", path: `${RECORD_SERVICE}/customer?limit=5000` }),
  "SuiteQL that is none": () => suiteql("SELEKT 1"),
  "SuiteQL of an unknown table": () => suiteql("SELECT id FROM drydockNoSuchTable"),
  "SuiteQL page of 2000": () => suiteql("SELECT id FROM currency", "?limit=2000"),
  "SuiteQL with WITH": () => suiteql("WITH c AS (SELECT id FROM currency) SELECT COUNT(*) AS n FROM c"),
};

function patch(about: About, body: unknown, headers = {}): AccountCall | undefined {
  if (about === undefined) return undefined;
  return {
    method: "PATCH",
    path: `${RECORD_SERVICE}/${about.recordType}/${about.internalId}`,
    headers,
    body,
  };
}

const suiteql = (q: string, query = ""): AccountCall => ({
  method: "POST",
  path: `/services/rest/query/v1/suiteql${query}`,
  headers: { prefer: "transient" },
  body: { q },
});

/** As one text each, without what differs in every account and at every moment. */
export async function textsOf(
  side: Side,
  made: ReadonlyMap<string, MadeRecord>,
  recordTypes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const about = made.get(recordTypes.at(-1) ?? "");
  const found = new Map<string, string>();
  for (const [name, callFor] of Object.entries(PROBES)) {
    const call = callFor(about, side.mark);
    if (call !== undefined) found.set(name, comparable(await side.ask(call), made));
  }
  for (const [recordType, { said }] of made) found.set(`create ${recordType}`, `status ${said.status}`);
  return found;
}

/** Of what is taken the status says enough: what is in it is each account's own. */
function comparable({ status, body }: Said, made: ReadonlyMap<string, MadeRecord>): string {
  if (status < 400) return `status ${status}`;
  const ids = [...made.values()].map(({ internalId }) => internalId);
  const text = ids.reduce(
    (said, id) => (id === "" ? said : said.replaceAll(id, "<id>")),
    typeof body === "string" ? body : JSON.stringify(body),
  );
  return text
    .replace(/https?:\/\/(?!www\.)[^"/\s]+/g, "<origin>")
    .replace(/Error ID: \w+/g, "Error ID: <id>");
}

/** Administrators only (Oracle help article_0625010817); null when it is not told. */
export async function limitOf(side: Side): Promise<number | null> {
  const { body } = await side.ask({ method: "GET", path: "/services/rest/system/v1/governanceLimits" });
  const { accountConcurrencyLimit } = (body ?? {}) as { readonly accountConcurrencyLimit?: unknown };
  return typeof accountConcurrencyLimit === "number" ? accountConcurrencyLimit : null;
}
