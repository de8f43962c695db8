import { expect, test } from "vitest";
import { seededRandom } from "../../seeded-random.ts";
import { type ClientCredentials, createClientCredentials } from "./client-credentials.ts";

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

test("a later process has the same keys, and still refuses what was revoked", () => {
  const earlier = open();
  const { certificateId } = earlier.current();
  earlier.revoke();
  earlier.issue();
  const current = earlier.current();
  const later = open();
  later.load(JSON.parse(JSON.stringify(earlier.save())));
  expect(later.current()).toEqual(current);
  expect(later.mapping(certificateId)?.isRevoked).toBe(true);
  const keyOf = ({ mapping }: ClientCredentials) =>
    mapping(current.certificateId)?.publicKey.export({ format: "jwk" });
  expect(keyOf(later)).toEqual(keyOf(earlier));
});

test("keys that nobody asked for are not made in order to be saved", () => {
  const earlier = open();
  expect(earlier.save().keys).toEqual([]);
  earlier.current();
  expect(earlier.save().keys).toHaveLength(1);
});
