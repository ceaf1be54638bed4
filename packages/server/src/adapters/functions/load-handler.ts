/** Finds a JavaScript handler, in the process that runs it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { HandlerPlace } from "./runner-message.ts";

type Callback = (error?: unknown, result?: unknown) => void;

/** As AWS calls it. */
export type Handler = (
  event: unknown,
  context: Readonly<Record<string, unknown>>,
  callback: Callback,
) => unknown;

/** @throws Error named as AWS names it: Runtime.HandlerNotFound, Runtime.ImportModuleError, Runtime.MalformedHandlerName. */
export async function loadHandler(place: HandlerPlace): Promise<Handler> {
  if (place.kind === "lambda") return loadAsLambda(place.root, place.handler);
  const { module, handler } = place;
  const loaded = await load(module);
  const found = member(loaded, [handler]);
  if (found !== undefined) return found;
  throw named(
    "Runtime.HandlerNotFound",
    `${module} exports no function "${handler}"; it exports: ${Object.keys(loaded).join(", ") || "nothing"}. Name the right one as "handler" in the function's registration.`,
  );
}

/** `a/b.c.d` is the file a/b and in it c.d. */
async function loadAsLambda(root: string, handler: string): Promise<Handler> {
  const [, folder = "", file = "", path = ""] = /^((?:.*\/)?)([^./][^.]*)\.(.+)$/.exec(handler) ?? [];
  if (file === "" || path === "" || handler.includes("..")) {
    throw named("Runtime.MalformedHandlerName", `Bad handler: ${handler}. Write it as file.export.`);
  }
  const base = join(root, folder, file);
  const module = ["", ".js", ".mjs", ".cjs"].map((end) => base + end).find((path) => existsSync(path));
  if (module === undefined) {
    throw named("Runtime.ImportModuleError", `Error: Cannot find module '${folder}${file}'`);
  }
  const found = member(await load(module), path.split("."));
  if (found !== undefined) return found;
  throw named("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
}

async function load(module: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(module).href);
}

/** Of CommonJS, what Node.js did not recognise as exports is in `default`. */
function member(loaded: Record<string, unknown>, path: readonly string[]): Handler | undefined {
  for (const start of [loaded, loaded.default]) {
    let found: unknown = start;
    for (const name of path) found = (found as Record<string, unknown> | null | undefined)?.[name];
    if (typeof found === "function") return found as Handler;
  }
  return undefined;
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
