/** One worker as a program of its own: the core's front door is named first, a file with its options second. */
import { readFileSync } from "node:fs";

const [core, optionsFile] = process.argv.slice(2);
const { startIntegration } = await import(core);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const onError = ({ code = "none", message }) => say({ event: "error", code, message });
const integration = await startIntegration(JSON.parse(readFileSync(optionsFile, "utf8")), { onError });
process.once("SIGTERM", () => void integration.stop());
say({ event: "ready", url: integration.url });
