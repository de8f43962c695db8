import { expect, test } from "vitest";
import { seededRandom } from "../../seeded-random.ts";
import { createClientCredentials } from "./client-credentials.ts";

const open = () =>
  createClientCredentials({
    keyType: "ec",
    certificate: undefined,
    random: seededRandom(1, "certificates"),
    now: () => 0,
    changed: () => undefined,
  });

test("mappings come back as they were, those that were revoked or made since included", () => {
  const credentials = open();
  const first = credentials.current().certificateId;
  const opening = credentials.save();
  credentials.revoke();
  credentials.issue();
  const second = credentials.current().certificateId;
  const later = credentials.save();
  credentials.load(opening);
  expect(credentials.current().certificateId).toBe(first);
  expect([credentials.mapping(first)?.isRevoked, credentials.mapping(second)]).toEqual([false, undefined]);
  credentials.load(later);
  expect([credentials.mapping(first)?.isRevoked, credentials.mapping(second)?.isRevoked]).toEqual([
    true,
    false,
  ]);
});

test("a later process with the same seed still refuses what was revoked, and does not know keys it never had", () => {
  const earlier = open();
  const { certificateId } = earlier.current();
  earlier.issue();
  earlier.revoke();
  const later = open();
  later.load(JSON.parse(JSON.stringify(earlier.save())));
  expect(later.mapping(certificateId)?.isRevoked).toBe(true);
  expect(later.mapping(earlier.current().certificateId)).toBeUndefined();
});
