import { type CompiledPolicy, compilePolicy } from "@toolgate/policy";
import { parseStatement } from "../parsed-policy.ts";

/** A change of one policy compiles that one: the others of its set are remembered. */
export class CompileOnce {
  #known = new Map<string, CompiledPolicy>();
  #asked = new Map<string, CompiledPolicy>();

  /** Compiles a policy; undefined for a statement that does not parse. */
  compile(id: string, statement: string): CompiledPolicy | undefined {
    const key = `${id} ${statement}`;
    const compiled = this.#asked.get(key) ?? this.#known.get(key) ?? compiledFrom(id, statement);
    if (compiled !== undefined) this.#asked.set(key, compiled);
    return compiled;
  }

  /** Forgets what nobody has asked for since this was called last. */
  forgetUnasked(): void {
    this.#known = this.#asked;
    this.#asked = new Map();
  }
}

function compiledFrom(id: string, statement: string): CompiledPolicy | undefined {
  const parsed = parseStatement(statement);
  return parsed.ok ? compilePolicy(parsed.policy, id) : undefined;
}
