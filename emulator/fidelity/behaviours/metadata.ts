/** The metadata catalog. */
import type { Behaviour } from "../behaviour.ts";

export const METADATA_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "list of record types, `select`, and where each is described",
    confidence: "documented",
    source:
      "section_1540810174; an unknown name answered as an unknown record type, and one type by path as a single item, inferred",
  },
  {
    rule: "OpenAPI 3.0 for `application/swagger+json`, with `nsError`",
    confidence: "documented",
    source:
      "section_1545126526, REST API Browser 2026.1; paths of attach and detach, forms and record actions are left out, names of shared parts inferred",
  },
  {
    rule: "JSON Schema for `application/schema+json`, draft 06, with `x-ns-custom-field`, `x-ns-filterable` and `nullable`",
    confidence: "documented",
    source:
      "section_1545129726, section_1545222128; what is filterable (all body fields but subrecords) and sublists described inside the same document inferred",
  },
  {
    rule: "any other `Accept` is ignored",
    confidence: "documented",
    source: "REST API Browser 2026.1; `application/json` observed to give the Oracle type",
  },
  {
    rule: "`Accept-Language`, `Content-Language` and cookies change nothing",
    confidence: "inferred",
    source: "sent by public clients; what they would do is not documented (subsect_1544786455)",
  },
];
