#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { commandFile } from "./command-file.mjs";
import { loadCompiled } from "./load-compiled.mjs";

const file = commandFile();
const { main } = file.endsWith(".cjs") ? loadCompiled(fileURLToPath(file)) : await import(file);
process.exitCode = await main(process.argv.slice(2));
