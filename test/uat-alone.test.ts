/** What failed comes with the command that repeats it alone: it is taken from a report and given to a shell. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { uatDocumentSchema } from "../cli/uat/uat-document.ts";
import { run } from "./processes.ts";

const NEVER_HELD = `title: It is held
why: A reason
given: an ordinary order
then: it waits for a human
labels: { edge: money }
expect: { deadLetter: { code: LOOKUP_NOT_FOUND } }
`;

let folder: string;
let terminal: string;
let files: Readonly<Record<"html" | "md" | "xml", string>>;

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "drydock-alone-")), "my shop");
  await mkdir(join(folder, "own"), { recursive: true });
  await writeFile(join(folder, "own/never-held.yaml"), NEVER_HELD);
  const config = await exampleConfigIn(folder, (text) => text);
  const out = join(folder, "results");
  const only = ["--only", "never-held", "perfect-order", "--accounts", "sandbox"];
  const { code, err } = await run([
    ...["uat", "--config", config, "--out", out, "--scenarios", join(folder, "own"), ...only],
  ]);
  expect(code).toBe(1);
  terminal = err;
  const read = (form: string) => readFile(join(out, `uat.${form}`), "utf8");
  files = { html: await read("html"), md: await read("md"), xml: await read("xml") };
});

const command = () =>
  `drydock uat --config "${folder}/drydock.yaml" --scenarios "${folder}/own" --accounts sandbox --only never-held`;

test("it stands at the terminal, on the page, in the comment and in the failure of the test report", () => {
  expect(terminal).toContain(`alone: ${command()}`);
  expect(files.html).toContain(`<code>${command().replaceAll('"', "&quot;")}</code>`);
  expect(files.md).toContain(`\`${command()}\``);
  expect(files.xml).toContain(`Alone: ${command()}`);
});

test("a shell that is given it repeats that scenario and no other", async () => {
  const [alone = ""] = files.md.match(/(?<=Alone: `).*(?=`)/g) ?? [];
  const main = [process.execPath, "--import", "tsx", "cli/main.ts"].map((word) => `"${word}"`).join(" ");
  const script = `drydock() { ${main} "$@"; }; ${alone} --json --out "${folder}/alone"`;
  const document = await new Promise<string>((done) => execFile("sh", ["-c", script], (_, out) => done(out)));
  const { scenarios } = uatDocumentSchema.parse(JSON.parse(document));
  expect(scenarios.map(({ id, verdict }) => [id, verdict])).toEqual([["never-held", "fail"]]);
});
