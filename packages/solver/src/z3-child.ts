/** The main of the built-in solver's process: runs one script after the other until its parent goes away. */
import { init } from "z3-solver";
import type { Z3Answer, Z3Question } from "./z3-protocol.ts";

/** What is used of z3's WebAssembly module, which brings no types. */
interface Z3Module {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
  _async_Z3_eval_smtlib2_string(context: number, script: number): void;
  async_call(start: () => void): Promise<string>;
}

// A Ctrl-C reaches the whole process group; the parent still needs answers while it drains.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("disconnect", () => process.exit(0));

const [memory = "1024"] = process.argv.slice(2);
const { Z3, em } = await init();
const wasm: Z3Module = em;
Z3.global_param_set("memory_max_size", memory);

process.on("message", (question: Z3Question) => void answer(question));
send({ kind: "ready" });

/** A failure ends the process: wasm that broke down is not to be trusted with the next question. */
async function answer({ id, script }: Z3Question): Promise<void> {
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  Z3.del_config(config);
  const output = await evaluated(Number(context), script);
  Z3.del_context(context);
  send({ kind: "answer", id, output });
}

/**
 * What z3 prints for the script. The package's own function for this puts the script on the stack and takes it off while z3's
 * thread still reads it, so that a busy machine sees scripts cut or changed.
 */
async function evaluated(context: number, script: string): Promise<string> {
  const bytes = Buffer.from(`${script}\0`);
  const address = wasm._malloc(bytes.length);
  if (address === 0) throw new Error("z3 has no memory left for the script");
  wasm.HEAPU8.set(bytes, address);
  const output = await wasm.async_call(() => wasm._async_Z3_eval_smtlib2_string(context, address));
  wasm._free(address);
  return output;
}

function send(message: Z3Answer): void {
  process.send?.(message);
}
