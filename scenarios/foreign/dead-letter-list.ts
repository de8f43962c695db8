/** The dead letters of a foreign integration, read and tried again the way its target says. */
import { exec } from "node:child_process";
import { promisify } from "node:util";
import { request } from "undici";
import { z } from "zod";
import type { Variables } from "./foreign-process.ts";
import { NotOfferedError } from "./not-offered.ts";
import type { ForeignTarget } from "./target.ts";

const letterSchema = z.looseObject({ key: z.coerce.string(), reason: z.string() });

export type ForeignLetter = z.output<typeof letterSchema>;

export interface DeadLetterList {
  list(): Promise<readonly ForeignLetter[]>;
  /** @throws NotOfferedError when the target says no way */
  rerun(key: string): Promise<void>;
}

const run = promisify(exec);
const WITHIN_MS = 15_000;

/** Null when the target has none. @param env of the target's process: its commands find the same things */
export function deadLetterList(target: ForeignTarget, env: Variables): DeadLetterList | null {
  const { deadLetters, folder } = target;
  if (deadLetters === undefined) return null;
  const ask = (words: string, method: "GET" | "POST"): Promise<string> =>
    /^https?:/.test(words) ? answerOf(expanded(words, env), method) : outputOf(words, { env, cwd: folder });
  return {
    list: async () => z.array(letterSchema).parse(JSON.parse(await ask(deadLetters.list, "GET"))),
    async rerun(key) {
      if (deadLetters.rerun === undefined) throw new NotOfferedError("way to try a dead letter again");
      const isUrl = /^https?:/.test(deadLetters.rerun);
      const written = isUrl ? encodeURIComponent(key) : `'${key.replaceAll("'", `'\\''`)}'`;
      await ask(deadLetters.rerun.replaceAll("{key}", written), "POST");
    },
  };
}

const expanded = (url: string, env: Variables): string =>
  url.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, plain) => env[braced ?? plain] ?? whole);

async function outputOf(command: string, options: { env: Variables; cwd: string }): Promise<string> {
  const { stdout } = await run(command, { ...options, timeout: WITHIN_MS });
  return stdout;
}

async function answerOf(url: string, method: "GET" | "POST"): Promise<string> {
  const { statusCode, body } = await request(url, { method, headersTimeout: WITHIN_MS });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`${method} ${url} was answered with ${statusCode}: ${text}`);
  return text;
}
