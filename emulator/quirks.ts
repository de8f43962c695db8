/** Where the sources disagree about NetSuite, or Oracle's own documents are odd: which form an account answers in. */
import { z } from "zod";

/** The first choice is the default: what was seen live, else what is likelier. */
export const quirksSchema = z.strictObject({
  /** Error `type`: live replies of 2026 point at RFC 9110, Oracle's help and replies up to 2023 at the W3C. */
  errorTypeUri: z.enum(["rfc9110", "w3c"]).default("rfc9110"),
  /** The path in an error: `o:errorUrl` is live, `o:urlPath` the help's name for it. */
  errorUrlName: z.enum(["o:errorUrl", "o:urlPath"]).default("o:errorUrl"),
  /** "help": Record does not exist. */
  notFoundText: z.enum(["live", "help"]).default("live"),
  /** How a bad reference is refused: code, path and words. */
  referenceError: z.enum(["live", "help"]).default("live"),
  /** What an `eid:` that finds nothing is called. */
  externalIdNotFound: z.enum(["NONEXISTENT_ID", "NONEXISTENT_EXTERNAL_ID"]).default("NONEXISTENT_ID"),
  /** Over the concurrency limit: 429 with its own title, the help's sample, or the 400 of one public test suite. */
  concurrencyReply: z.enum(["too-many-requests", "help", "bad-request"]).default("too-many-requests"),
  /** Of a create: 204 live and in the REST API Browser, 201 in one chapter of the help. */
  createStatus: z.union([z.literal(204), z.literal(201)]).default(204),
  /** The link to the page before. */
  previousLink: z.enum(["previous", "prev"]).default("previous"),
  /** "real" is wrong, as in thirteen of thirteen recordings. */
  lastLink: z.enum(["real", "fixed"]).default("real"),
  /** A list's own link: the caller's query as it came, or with limit and offset written out, as the help has it. */
  selfLink: z.enum(["as-called", "with-paging"]).default("as-called"),
  /** Rows nobody sorted: NetSuite's are in no order of ids; "scattered" draws one from the account's seed. */
  rowOrder: z.enum(["as-created", "scattered"]).default("as-created"),
  /** A country reads back as id and name (live 2026) or as its bare code (help). */
  country: z.enum(["reference", "code"]).default("reference"),
  /** Record types of several words in lower case: the help and NetSuite's own links use them, one report has a 400. */
  lowerCaseTypes: z.enum(["accepted", "refused"]).default("accepted"),
  /** Where a job is: Oracle prints both forms. */
  asyncLocation: z.enum(["absolute", "relative"]).default("absolute"),
  /** A batch without `batch-processing`: newer help says in order, older says at once. */
  batchOrder: z.enum(["sequential", "parallel"]).default("sequential"),
  /** "printed" lists a batch's tasks as the help prints them, all in one item. */
  taskList: z.enum(["item-per-task", "printed"]).default("item-per-task"),
  /** A Cookie header beside the login: older clients send one, one author was refused for it. */
  cookieHeader: z.enum(["ignored", "refused"]).default("ignored"),
  /** What a role without the permission REST Web Services is told: the indistinct 401, or 403. */
  restPermissionStatus: z.union([z.literal(401), z.literal(403)]).default(401),
  /** A failed login at a RESTlet; some clients keep it with 403. */
  restletLoginStatus: z.union([z.literal(401), z.literal(403)]).default(401),
  /** A script whose units do not suffice: scripts catch the error, Oracle's help says the script is terminated. */
  scriptOverUsage: z.enum(["thrown", "ended"]).default("thrown"),
  /** Most rows of one SuiteQL page: 1000 says Oracle, 3000 a blog. */
  suiteqlPage: z.union([z.literal(1_000), z.literal(3_000)]).default(1_000),
  /** WITH in front of a query: public guides disagree. */
  suiteqlWith: z.enum(["accepted", "refused"]).default("accepted"),
  /** The column subsidiary of transaction: an unknown identifier in one live account, selected in another. */
  suiteqlSubsidiary: z.enum(["hidden", "shown"]).default("hidden"),
});

export type Quirks = Readonly<z.output<typeof quirksSchema>>;

type Choices = ReturnType<(typeof quirksSchema)["shape"][keyof Quirks]["unwrap"]>;

function choicesIn(choices: Choices): readonly (string | number)[] {
  return "options" in choices
    ? choices.options.map((option) => (typeof option === "object" ? option.value : option))
    : [];
}

export const DEFAULT_QUIRKS: Quirks = quirksSchema.parse({});

/** What each may be, the default first. */
export const QUIRK_CHOICES: Readonly<Record<string, readonly (string | number)[]>> = Object.fromEntries(
  Object.entries(quirksSchema.shape).map(([name, choices]) => [name, choicesIn(choices.unwrap())]),
);
