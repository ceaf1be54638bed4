import { type CompiledPolicy, compilePolicy } from "@toolgate/policy";
import { parseStatement } from "../parsed-policy.ts";

const MOST_KEPT = 50_000;

/** Compiles a policy; undefined for a statement that does not parse. */
export type CompileOnce = (id: string, statement: string) => CompiledPolicy | undefined;

/** A change of one policy compiles that one: the others of its set are remembered. */
export function createCompileOnce(): CompileOnce {
  const known = new Map<string, CompiledPolicy>();
  return (id, statement) => {
    const key = `${id} ${statement}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const parsed = parseStatement(statement);
    if (!parsed.ok) return undefined;
    const compiled = compilePolicy(parsed.policy, id);
    const [oldest] = known.keys();
    if (known.size >= MOST_KEPT && oldest !== undefined) known.delete(oldest);
    known.set(key, compiled);
    return compiled;
  };
}
