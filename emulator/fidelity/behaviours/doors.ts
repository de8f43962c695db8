/** What happens to a request before NetSuite's services see it. */
import type { Behaviour } from "../behaviour.ts";

export const DOORS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "Every link and Location stands on the scheme, host and port that the caller called",
    confidence: "inferred",
    source: "several public clients follow the links they are given",
  },
  {
    rule: "Answers of 1400 bytes and more are packed for callers that accept gzip, shorter ones never",
    confidence: "observed",
    source:
      "`content-encoding: gzip` observed on every recorded reply; that short replies are packed too is likely",
    switch: "`compress` of the door",
  },
  {
    rule: "Request bodies may be packed with gzip, deflate or br; any other encoding is refused",
    status: "415 UNSUPPORTED_MEDIA_TYPE",
    confidence: "inferred",
    source: "no public word on packed request bodies",
  },
  {
    rule: "Headers of more than 16 KB together are refused",
    status: "431 INVALID_REQUEST",
    confidence: "inferred",
    source: "NetSuite's limit is not published",
  },
  {
    rule: "A request that takes longer than five minutes to arrive is given up",
    status: "408 REQUEST_TIMEOUT",
    confidence: "inferred",
    source: "Oracle gives 15 minutes for a whole request (help subsect_1559222360), none for its arrival",
    switch: "`requestTimeoutMs` of the door",
  },
  {
    rule: "HTTP/2 and HTTP/1.1 are both served, as the client chooses",
    confidence: "inferred",
    source: "a public client asks for HTTP/2 and falls back (npm `@fye/netsuite-rest-api`)",
  },
];
