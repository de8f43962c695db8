/** The example shop's configuration, changed and in a folder of its own, as the tests of the commands need it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const EXAMPLE = join(process.cwd(), "examples/acme-store");

/** Writes `drydock.yaml` there; what it names is found from anywhere. Gives its path. */
export async function exampleConfigIn(folder: string, change: (text: string) => string): Promise<string> {
  const text = await readFile(join(EXAMPLE, "drydock.yaml"), "utf8");
  const file = join(folder, "drydock.yaml");
  const named = /(?<=: )([\w/-]+\.(?:yaml|jsonl)$|(?<=scenarios: )scenarios)/gm;
  await writeFile(file, change(text.replace(named, `${EXAMPLE}/$1`)));
  return file;
}
