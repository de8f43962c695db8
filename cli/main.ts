#!/usr/bin/env node
/** The process: arguments, environment, streams, signals and exit code meet the program here and nowhere else. */
import { runProgram } from "./program.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stopping.abort());
}

// Whoever reads our output may stop reading: `drydock dlq list | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  stop: stopping.signal,
});
