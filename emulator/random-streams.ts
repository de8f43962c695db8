/** Every stream of chance that an account draws from, so that a snapshot can hold where each stands. */
import { z } from "zod";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import type { AccountPart } from "./state/account-part.ts";

export interface RandomStreams extends AccountPart {
  /** A new stream at its beginning; each purpose takes its own, once. */
  stream(name: string): SeededRandom;
  /** The same, for whoever saves where it stands by itself. */
  unkept(name: string): SeededRandom;
}

export function createRandomStreams(seed: number, accountId: string): RandomStreams {
  const streams = new Map<string, SeededRandom>();
  const unkept = (name: string): SeededRandom => seededRandom(seed, `${accountId}/${name}`);
  return {
    unkept,
    stream(name) {
      const random = unkept(name);
      streams.set(name, random);
      return random;
    },
    save: () => Object.fromEntries([...streams].map(([name, random]) => [name, random.position()])),
    load(state) {
      for (const [name, position] of Object.entries(savedSchema.parse(state))) {
        streams.get(name)?.moveTo(position);
      }
    },
  };
}

const savedSchema = z.record(z.string(), z.array(z.int()).length(4));
