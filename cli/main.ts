#!/usr/bin/env node
/** The `drydock` command as a process. */
import { runProgram } from "./program.ts";
import { runProcess } from "./run-process.ts";

await runProcess(runProgram);
