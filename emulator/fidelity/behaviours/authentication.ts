/** Logins and the audit trail. */
import type { Behaviour } from "../behaviour.ts";

export const AUTHENTICATION_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "base string, HMAC-SHA256, five minutes, nonce once per token and timestamp",
    confidence: "documented",
    source: "documented (section_1534941088, subsect_156935170194); all published vectors are tests",
  },
  {
    rule: "detail words of the audit trail",
    confidence: "documented",
    source:
      "documented; `parameter_rejected`, `nonce_rejected`, `VersionRejected` on REST, and `token_rejected` for a wrong realm, inferred",
  },
  {
    rule: "`WWW-Authenticate` on 401",
    confidence: "observed",
    source: "observed with `token_rejected`, other words inferred",
  },
  {
    rule: "lock-out after five failures for thirty minutes",
    confidence: "documented",
    source:
      "documented (subsect_156935170194); that only wrong signatures count, and that a good login starts anew, inferred; `lockOut.counts` sets it",
    switch: "lockOut",
  },
  {
    rule: "`consumer_key_refused`, `permission_denied`, `FeatureDisabled`",
    confidence: "documented",
    source: "documented (subsect_156935170194); for a role taken from its user inferred",
  },
  {
    rule: "header values must be percent-encoded, `oauth_version` not empty",
    confidence: "documented",
    source: "rule documented (section_1534941088), the refusal inferred",
  },
];
