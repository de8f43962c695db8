/** Finds out what a client did that made its signature a wrong one: the server sees the signature only, so it tries. */
import { withoutSecretValues } from "../base-string.ts";
import { type Difference, firstDifference } from "./first-difference.ts";
import { ENCODING_MISTAKES, METHOD_MISTAKES } from "./form-mistakes.ts";
import { KEY_MISTAKES } from "./key-mistakes.ts";
import { PARAMETER_MISTAKES } from "./parameter-mistakes.ts";
import {
  baseStringOf,
  type Change,
  type Mistake,
  type SentRequest,
  type Signing,
  signatureOf,
} from "./signing.ts";
import { URI_MISTAKES } from "./uri-mistakes.ts";

export interface Diagnosis {
  /** One, or two that were made together. */
  readonly mistakes: readonly string[];
  /** Undefined when the text was right and the key or the seal was not. It holds no secret. */
  readonly difference?: Difference;
}

/** Mistakes that often come in pairs, of different groups; the others are tried alone. */
const PAIRED: readonly (readonly Mistake[])[] = [URI_MISTAKES, PARAMETER_MISTAKES, ENCODING_MISTAKES];
const ALONE: readonly Mistake[] = [...METHOD_MISTAKES, ...KEY_MISTAKES];

/** Longer texts are tried with single mistakes only, which bounds what a failed login costs. */
const PAIRS_UP_TO = 4_096;

interface Trial {
  readonly mistakes: readonly string[];
  readonly change: Change;
}

/** Undefined when no known mistake, nor any two of them, leads to the signature that was sent. */
export function diagnose(signature: string, right: Signing, sent: SentRequest): Diagnosis | undefined {
  const { secrets } = sent;
  const expected = baseStringOf(right);
  const possible = (mistakes: readonly Mistake[]) =>
    mistakes.flatMap((mistake) => trialOf(mistake, right, sent));
  const groups = PAIRED.map(possible);
  // One by one first, because a pair may come to the same.
  const singles = [...groups.flat(), ...possible(ALONE)];
  const trials = expected.length > PAIRS_UP_TO ? singles : [...singles, ...pairsOf(groups)];
  for (const { mistakes, change } of trials) {
    const signing = { ...right, ...change };
    const signed = baseStringOf(signing);
    if (signatureOf(signing, signed) !== signature) continue;
    const shown = (text: string): string =>
      withoutSecretValues(text, [secrets.consumerSecret, secrets.tokenSecret]);
    const difference = firstDifference(shown(expected), shown(signed));
    return { mistakes, ...(difference === undefined ? {} : { difference }) };
  }
  return undefined;
}

function trialOf(mistake: Mistake, right: Signing, sent: SentRequest): readonly Trial[] {
  const change = mistake.change(right, sent);
  return change === undefined ? [] : [{ mistakes: [mistake.what], change }];
}

const pairsOf = (groups: readonly (readonly Trial[])[]): readonly Trial[] =>
  groups.flatMap((group, index) =>
    group.flatMap((first) =>
      groups
        .slice(index + 1)
        .flat()
        .map((second) => ({
          mistakes: [...first.mistakes, ...second.mistakes],
          change: { ...first.change, ...second.change },
        })),
    ),
  );
