/** Which tools no call of is ever allowed, proved in the background, so that lists need not show them. */
import { createHash } from "node:crypto";
import {
  allowedBy,
  type CompiledPolicy,
  environment,
  mentionsInput,
  never,
  type Policy,
  type PolicySet,
  type Principal,
  replay,
  type Verdict,
} from "@toolgate/policy";
import type { Solver } from "../ports.ts";
import type { LiveTool } from "./live-tools.ts";

/** What is known of a tool's calls by callers of one kind; `plain`: nothing is to be proved. */
export type ListVerdict = "never allowed" | "sometimes allowed" | "not proved" | "plain";

type PrincipalType = Principal["type"];

/** What is asked of one tool: the same key for the same policies and arguments. */
interface ListQuestion {
  readonly key: string;
  readonly tool: LiveTool;
  readonly principalType: PrincipalType;
  readonly policies: readonly CompiledPolicy[];
}

/** The questions of one gateway, by action. */
export type ListQuestions = ReadonlyMap<string, ListQuestion>;

/**
 * The tools that have both permits and forbids on their arguments: of all others the three-valued pass knows as much.
 * `statementOf` gives a policy's text by its id.
 */
export function listQuestions(options: {
  readonly set: PolicySet;
  readonly tools: Iterable<LiveTool>;
  readonly gatewayArn: string;
  readonly principalType: PrincipalType;
  readonly statementOf: (id: string) => string;
}): ListQuestions {
  const { set, tools, gatewayArn, principalType, statementOf } = options;
  const questions = new Map<string, ListQuestion>();
  for (const tool of tools) {
    const { permits, forbids } = set.forAction(tool.entity);
    if (!permits.some(readsInput) || !forbids.some(readsInput)) continue;
    const policies = [...permits, ...forbids];
    const texts = policies.map(({ id }) => statementOf(id));
    const content = JSON.stringify([
      principalType,
      tool.action,
      gatewayArn,
      tool.definition.inputSchema,
      texts,
    ]);
    const key = createHash("sha256").update(content).digest("base64");
    questions.set(tool.action, { key, tool, principalType, policies });
  }
  return questions;
}

/** A policy for many tools is looked at once. */
const reading = new WeakMap<Policy, boolean>();

function readsInput({ policy }: CompiledPolicy): boolean {
  const known = reading.get(policy) ?? mentionsInput(policy);
  reading.set(policy, known);
  return known;
}

const MOST_KEPT = 50_000;

/** Proofs by content: one that was made stays right, whatever changes. */
export class ListProofs {
  readonly #solver: Pick<Solver, "solve">;
  /** Milliseconds for one script. */
  readonly #timeLimit: number;
  readonly #known = new Map<string, Verdict["kind"]>();

  constructor(solver: Pick<Solver, "solve">, timeLimit: number) {
    this.#solver = solver;
    this.#timeLimit = timeLimit;
  }

  verdict(questions: ListQuestions, action: string): ListVerdict {
    const question = questions.get(action);
    if (question === undefined) return "plain";
    const known = this.#known.get(question.key);
    if (known === "proved") return "never allowed";
    return known === "refuted" ? "sometimes allowed" : "not proved";
  }

  /** The questions that nobody has answered, each as work to be done. */
  open(questions: ListQuestions, gatewayArn: string): readonly (readonly [string, () => Promise<void>])[] {
    return [...questions.values()]
      .filter(({ key }) => !this.#known.has(key))
      .map((question) => [question.key, () => this.#prove(question, gatewayArn)] as const);
  }

  async #prove({ key, tool, principalType, policies }: ListQuestion, gatewayArn: string): Promise<void> {
    const { action, definition } = tool;
    const asked = environment({ action, gatewayArn, inputSchema: definition.inputSchema }, principalType);
    const texts = policies.map(({ policy }): Policy => policy);
    const solve = (script: string) => this.#solver.solve(script, { timeLimit: this.#timeLimit });
    const { kind } = await never(asked, texts, allowedBy(texts, texts.keys()), { solve, replay });
    // what a solver in trouble left open is asked again with the next change
    if (kind !== "proved" && kind !== "refuted") return;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, kind);
  }
}
