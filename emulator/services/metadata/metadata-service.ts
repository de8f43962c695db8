/** SuiteTalk REST's metadata catalog: which record types an account has, and what each looks like. */
import type { Refusal } from "../../errors/refusal.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import type { RecordType } from "../../records/record-type.ts";
import { RECORD_SERVICE_PATH } from "../record/route.ts";
import type { Service, ServiceAnswer } from "../service.ts";
import { jsonSchema } from "./json-schema.ts";
import { openApiDocument, openApiPart } from "./openapi.ts";

export const METADATA_PATH = `${RECORD_SERVICE_PATH}/metadata-catalog`;

const SWAGGER = "application/swagger+json";
const SCHEMA = "application/schema+json";

export function createMetadataService(catalogue: Catalogue): Service {
  const documents = createDocuments(catalogue);
  return {
    path: METADATA_PATH,
    plan: ({ method, headers }, url) => ({
      operation: "metadata",
      latency: { kind: "get" },
      run() {
        if (method !== "GET") return refused({ key: "method-not-allowed", values: { method } });
        const wanted = wantedTypes(catalogue, url);
        if ("refusal" in wanted) return refused(wanted.refusal);
        const accept = (headers["accept"] ?? "").toLowerCase();
        if (accept.includes(SWAGGER)) return document(SWAGGER, documents.openApi(wanted.types, url.origin));
        const [only] = wanted.types;
        if (wanted.isOne && only !== undefined && accept.includes(SCHEMA))
          return document(SCHEMA, documents.schema(only));
        return listing(wanted, url.origin);
      },
    }),
  };
}

interface Documents {
  schema(type: RecordType): object;
  openApi(types: readonly RecordType[], origin: string): object;
}

/** Made when first asked for, once for each record type: an account's catalogue never changes. */
function createDocuments(catalogue: Catalogue): Documents {
  const schema = remembered((type) => jsonSchema(type, catalogue));
  const part = remembered((type) => openApiPart(type, catalogue));
  return { schema, openApi: (types, origin) => openApiDocument(types.map(part), origin) };
}

function remembered<Made>(make: (type: RecordType) => Made): (type: RecordType) => Made {
  const known = new Map<RecordType, Made>();
  return (type) => {
    const made = known.get(type) ?? make(type);
    known.set(type, made);
    return made;
  };
}

interface Wanted {
  readonly types: readonly RecordType[];
  /** Asked for by path, not by list. */
  readonly isOne: boolean;
}

/** That unknown names are refused as unknown record types is inferred. */
function wantedTypes(catalogue: Catalogue, url: URL): Wanted | { readonly refusal: Refusal } {
  const name = url.pathname.slice(METADATA_PATH.length + 1).replace(/\/$/, "");
  const selected = (url.searchParams.get("select") ?? "").split(",").map((text) => text.trim());
  const names = name === "" ? selected.filter((text) => text !== "") : [name];
  const isOne = name !== "";
  if (names.length === 0) return { types: catalogue.all().filter(({ exposed }) => exposed), isOne };
  const types = names.map((text) => catalogue.find(text));
  const unknown = names.find((_name, index) => types[index]?.exposed !== true);
  if (unknown !== undefined)
    return { refusal: { key: "record-type-unknown", values: { recordType: unknown }, url: url.pathname } };
  return { types: types.filter((type) => type !== undefined), isOne };
}

/** Help section_1540810174: each with where its descriptions are. */
function listing({ types, isOne }: Wanted, origin: string): ServiceAnswer {
  const items = types.map(({ recordType }) => {
    const href = `${origin}${METADATA_PATH}/${recordType}`;
    return {
      name: recordType,
      links: [
        { rel: "canonical", href, mediaType: "application/json" },
        { rel: "alternate", href, mediaType: SWAGGER },
        { rel: "alternate", href, mediaType: SCHEMA },
        { rel: "describes", href: `${origin}${RECORD_SERVICE_PATH}/${recordType}` },
      ],
    };
  });
  return isOne
    ? { kind: "content", shape: "singular", content: items[0] }
    : { kind: "content", shape: "collection", content: { items } };
}

const document = (contentType: string, content: object): ServiceAnswer => ({
  kind: "content",
  shape: "singular",
  content,
  headers: { "content-type": contentType },
});

const refused = (refusal: Refusal): ServiceAnswer => ({ kind: "refused", refusal });
