/** The main of the built-in solver's process: runs one script after the other until its parent goes away. */
import { init } from "z3-solver";
import type { Z3Answer, Z3Question } from "./z3-protocol.ts";

// A Ctrl-C reaches the whole process group; the parent still needs answers while it drains.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("disconnect", () => process.exit(0));

const [memory = "1024"] = process.argv.slice(2);
const { Z3 } = await init();
Z3.global_param_set("memory_max_size", memory);

process.on("message", (question: Z3Question) => void answer(question));
send({ kind: "ready" });

/** A failure ends the process: wasm that broke down is not to be trusted with the next question. */
async function answer({ id, script }: Z3Question): Promise<void> {
  const config = Z3.mk_config();
  const context = Z3.mk_context(config);
  Z3.del_config(config);
  const output = await Z3.eval_smtlib2_string(context, script);
  Z3.del_context(context);
  send({ kind: "answer", id, output });
}

function send(message: Z3Answer): void {
  process.send?.(message);
}
