import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { CedarDecisionRequest, CedarSchema, PolicyJson } from "@toolgate/policy";

/** Cedar's reference implementation, in a process of its own since it can take its process down on Node 20. */
export class CedarOracle {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  constructor() {
    const script = fileURLToPath(new URL("./cedar-oracle-child.mjs", import.meta.url));
    this.child = spawn(process.execPath, ["--no-turbo-inline-js-wasm-calls", script], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (this.child.stdout === null) throw new Error("The Cedar process has no output");
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Throws for a statement that does not parse. */
  async parse(statement: string): Promise<PolicyJson> {
    const { json, errors } = await this.ask({ operation: "parse", statement });
    if (json === undefined) throw new Error(`${JSON.stringify(errors)} in ${statement}`);
    return json as PolicyJson;
  }

  /** The statement's JSON form, or nothing where Cedar does not take it. */
  async reads(statement: string): Promise<PolicyJson | undefined> {
    const { json } = await this.ask({ operation: "parse", statement });
    return json as PolicyJson | undefined;
  }

  /** The messages of what is wrong with the statement. */
  async validate(schema: CedarSchema, statement: string): Promise<string[]> {
    const answer = await this.ask({
      operation: "validate",
      schema,
      policies: { staticPolicies: statement },
    });
    const errors = (answer.validationErrors ?? answer.errors) as { error?: { message: string } }[];
    return errors.map((each) => each.error?.message ?? JSON.stringify(each));
  }

  /** Whether Cedar allows the request under these policies alone. */
  async allows(
    request: Omit<CedarDecisionRequest, "active" | "logOnly">,
    statements: string,
  ): Promise<boolean> {
    return (await this.decides(request, statements)).allowed;
  }

  /** Cedar's decision under these policies alone, which it calls policy0, policy1 and so on; ids are sorted. */
  async decides(
    request: Omit<CedarDecisionRequest, "active" | "logOnly">,
    statements: string,
  ): Promise<{ allowed: boolean; determining: string[]; erroring: string[] }> {
    const { principal, action, actionGroups, resource, context } = request;
    const uid = { type: principal.type, id: principal.id };
    const isKnown = principal.type !== "AgentCore::Anonymous";
    const asAction = (id: string) => ({ type: "AgentCore::Action", id });
    const answer = await this.ask({
      operation: "authorize",
      principal: uid,
      action: asAction(action),
      resource: { type: "AgentCore::Gateway", id: resource },
      context,
      policies: { staticPolicies: statements },
      entities: [
        { uid, attrs: isKnown ? { id: principal.id } : {}, parents: [], tags: principal.tags },
        { uid: asAction(action), attrs: {}, parents: actionGroups.map(asAction) },
      ],
    });
    if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
    const { decision, diagnostics } = answer.response as {
      decision: string;
      diagnostics: { reason: string[]; errors: { policyId: string }[] };
    };
    return {
      allowed: decision === "allow",
      determining: diagnostics.reason.sort(),
      erroring: diagnostics.errors.map(({ policyId }) => policyId).sort(),
    };
  }

  /** What is wrong with a call of `T___a` in this context, to a schema that has that action. */
  async refuses(schema: CedarSchema, context: CedarDecisionRequest["context"]): Promise<unknown> {
    const principal = { type: "AgentCore::OAuthUser", id: "alice" };
    const { errors } = await this.ask({
      operation: "authorize",
      principal,
      action: { type: "AgentCore::Action", id: "T___a" },
      resource: { type: "AgentCore::Gateway", id: "arn" },
      context,
      schema,
      validateRequest: true,
      policies: { staticPolicies: "" },
      entities: [{ uid: principal, attrs: { id: "alice" }, parents: [], tags: {} }],
    });
    return errors ?? [];
  }

  async close(): Promise<void> {
    this.child.stdin?.end();
    if (this.child.exitCode === null) await once(this.child, "exit");
  }

  private async ask(question: object): Promise<Record<string, unknown>> {
    this.child.stdin?.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.lines.next();
    if (done === true) throw new Error("The Cedar process ended");
    return JSON.parse(value) as Record<string, unknown>;
  }
}
