#!/usr/bin/env node
import { commandFile } from "./command-file.mjs";

const { main } = await import(commandFile());
process.exitCode = await main(process.argv.slice(2));
