import type { OperationName } from "@toolgate/api";
import { type ControlCaller, controlCallerOver } from "../callers/control-caller.ts";
import { listOperation } from "../callers/list-operation.ts";
import type { CallInput, CallOutput, PolicyGeneration } from "../callers/operation-types.ts";
import {
  type CallOptions,
  type ClientSettings,
  type Connection,
  connectionOf,
} from "../connection/settings.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { ConflictException } from "../errors/service-error.ts";
import { cleanupPolicyEngine } from "./cleanup-policy-engine.ts";
import { createOrGetPolicy } from "./create-or-get-policy.ts";
import { generatePolicy } from "./generate-policy.ts";
import { patchDescription } from "./patch-description.ts";
import type {
  GeneratedPolicies,
  GeneratePolicyInput,
  GenerationAssetInput,
  Policy,
  PolicyById,
  PolicyEngine,
  SwitchPolicyInput,
  UpdatePolicyEngineInput,
  UpdatePolicyInput,
} from "./policy-types.ts";
import { createPolicyWaits, type PolicyWaits } from "./policy-waits.ts";

/**
 * Policy engines, policies and generations, with the methods of the Python toolkit's `PolicyClient` in camelCase and AWS's
 * names for what goes in and out. A method that changes something resolves when the change is decided, and throws when it
 * failed (`wait: false` resolves as soon as it is accepted, as the Python client does); lists are whole unless a page is
 * asked for; every call takes an abort signal.
 */
export class PolicyClient {
  readonly #connection: Connection;
  readonly #call: ControlCaller;
  readonly #waits: PolicyWaits;

  constructor(settings: ClientSettings = {}) {
    this.#connection = connectionOf(settings);
    this.#call = controlCallerOver(this.#connection);
    this.#waits = createPolicyWaits(this.#call, this.#connection);
  }

  /** Calls any operation by AWS's name, also those that have no method here. */
  call<Name extends OperationName>(
    operation: Name,
    input: CallInput<Name>,
    options?: CallOptions,
  ): Promise<CallOutput<Name>> {
    return this.#call(operation, input, options);
  }

  /** Creates an engine and waits until it is ACTIVE. Throws a PolicyEngineFailedError if it ends otherwise. */
  async createPolicyEngine(
    input: CallInput<"CreatePolicyEngine">,
    options: WaitOptions = {},
  ): Promise<PolicyEngine> {
    return this.#waits.engineSettled(await this.#call("CreatePolicyEngine", input, options), options);
  }

  /** The engine of this name, ACTIVE; created if there is none. `description` and `tags` count only then, as in Python. */
  async createOrGetPolicyEngine(
    input: CallInput<"CreatePolicyEngine">,
    options: WaitOptions = {},
  ): Promise<PolicyEngine> {
    const found = await this.#engineNamed(input.name, options);
    if (found !== undefined) return this.#waits.engineSettled(found, options);
    try {
      return await this.createPolicyEngine(input, options);
    } catch (error) {
      // Somebody else was faster.
      const created =
        error instanceof ConflictException ? await this.#engineNamed(input.name, options) : undefined;
      if (created === undefined) throw error;
      return this.#waits.engineSettled(created, options);
    }
  }

  getPolicyEngine(input: CallInput<"GetPolicyEngine">, options?: CallOptions): Promise<PolicyEngine> {
    return this.#call("GetPolicyEngine", engineId(input), options);
  }

  /** Changes the description; `null` clears it. (The Python client sends it in a form that the AWS SDK refuses.) */
  async updatePolicyEngine(input: UpdatePolicyEngineInput, options: WaitOptions = {}): Promise<PolicyEngine> {
    return this.#waits.engineSettled(
      await this.#call("UpdatePolicyEngine", patchDescription(input), options),
      options,
    );
  }

  async listPolicyEngines(
    input: CallInput<"ListPolicyEngines"> = {},
    options?: CallOptions,
  ): Promise<CallOutput<"ListPolicyEngines">> {
    const { items, ...rest } = await listOperation(
      this.#call,
      "ListPolicyEngines",
      input,
      options,
      (page) => page.policyEngines,
    );
    return { policyEngines: items, ...rest };
  }

  /** Deletes an engine and waits until it is gone. */
  async deletePolicyEngine(
    input: CallInput<"DeletePolicyEngine">,
    options: WaitOptions = {},
  ): Promise<CallOutput<"DeletePolicyEngine">> {
    const deleted = await this.#call("DeletePolicyEngine", engineId(input), options);
    await this.#waits.engineGone(deleted, options);
    return deleted;
  }

  /**
   * Creates a policy and waits for the verdict: ACTIVE, or CREATING with `statusReasons` while, at Toolgate, what it names
   * does not exist yet. Throws a PolicyCreateFailedError with the reasons otherwise. (The Python client returns before the
   * verdict, so that a policy that failed looks like one that works.)
   */
  async createPolicy(input: CallInput<"CreatePolicy">, options: WaitOptions = {}): Promise<Policy> {
    return this.#waits.policySettled(await this.#call("CreatePolicy", input, options), options);
  }

  /**
   * The policy of this name, saying what `definition` and `description` say: created if there is none, updated if it says
   * something else or failed, left alone otherwise. (The Python client returns what is there, changed or not.)
   */
  createOrGetPolicy(input: CallInput<"CreatePolicy">, options: WaitOptions = {}): Promise<Policy> {
    return createOrGetPolicy({ call: this.#call, waits: this.#waits }, input, options);
  }

  getPolicy(input: PolicyById, options?: CallOptions): Promise<Policy> {
    return this.#call("GetPolicy", policyId(input), options);
  }

  /**
   * Changes a policy and waits for the verdict. Throws a PolicyUpdateFailedError, after which the policy decides as before.
   * `description: null` clears it. (The Python client sends a description in a form that the AWS SDK refuses.)
   */
  async updatePolicy(input: UpdatePolicyInput, options: WaitOptions = {}): Promise<Policy> {
    return this.#waits.policySettled(
      await this.#call("UpdatePolicy", patchDescription(input), options),
      options,
    );
  }

  /** Lets a policy decide: `enforcementMode: ACTIVE`. */
  enablePolicy(input: SwitchPolicyInput, options?: WaitOptions): Promise<Policy> {
    return this.#switched(input, "ACTIVE", options);
  }

  /** Takes a policy out of the decisions without deleting it: `enforcementMode: LOG_ONLY`. */
  disablePolicy(input: SwitchPolicyInput, options?: WaitOptions): Promise<Policy> {
    return this.#switched(input, "LOG_ONLY", options);
  }

  async listPolicies(
    input: CallInput<"ListPolicies">,
    options?: CallOptions,
  ): Promise<CallOutput<"ListPolicies">> {
    const { items, ...rest } = await listOperation(
      this.#call,
      "ListPolicies",
      input,
      options,
      (page) => page.policies,
    );
    return { policies: items, ...rest };
  }

  /** Deletes a policy and waits until it is gone, so that its engine can be deleted next. */
  async deletePolicy(input: PolicyById, options: WaitOptions = {}): Promise<Policy> {
    const deleted = await this.#call("DeletePolicy", policyId(input), options);
    await this.#waits.policyGone(deleted, options);
    return deleted;
  }

  /** Creates a policy of what a generation came to; as {@link PolicyClient.createPolicy}. */
  createPolicyFromGenerationAsset(input: GenerationAssetInput, options?: WaitOptions): Promise<Policy> {
    const { policyGenerationId, policyGenerationAssetId, ...rest } = input;
    const definition = { policyGeneration: { policyGenerationId, policyGenerationAssetId } };
    return this.createPolicy({ ...rest, definition }, options);
  }

  /** Starts to generate policies from natural language, without waiting; {@link PolicyClient.generatePolicy} waits. */
  startPolicyGeneration(
    input: CallInput<"StartPolicyGeneration">,
    options?: CallOptions,
  ): Promise<PolicyGeneration> {
    return this.#call("StartPolicyGeneration", input, options);
  }

  getPolicyGeneration(
    input: CallInput<"GetPolicyGeneration">,
    options?: CallOptions,
  ): Promise<PolicyGeneration> {
    return this.#call("GetPolicyGeneration", input, options);
  }

  async listPolicyGenerations(
    input: CallInput<"ListPolicyGenerations">,
    options?: CallOptions,
  ): Promise<CallOutput<"ListPolicyGenerations">> {
    const { items, ...rest } = await listOperation(
      this.#call,
      "ListPolicyGenerations",
      input,
      options,
      (page) => page.policyGenerations,
    );
    return { policyGenerations: items, ...rest };
  }

  async listPolicyGenerationAssets(
    input: CallInput<"ListPolicyGenerationAssets">,
    options?: CallOptions,
  ): Promise<CallOutput<"ListPolicyGenerationAssets">> {
    const { items, ...rest } = await listOperation(
      this.#call,
      "ListPolicyGenerationAssets",
      input,
      options,
      (page) => page.policyGenerationAssets ?? [],
    );
    return { policyGenerationAssets: items, ...rest };
  }

  /**
   * Generates policies from natural language and waits for them; with `fetchAssets` they come along, all of them. Throws a
   * PolicyGenerationFailedError with the reasons. (The Python client reads the first page only, after a fixed pause.)
   */
  generatePolicy(input: GeneratePolicyInput, options: WaitOptions = {}): Promise<GeneratedPolicies> {
    return generatePolicy(this.#call, this.#connection, input, options);
  }

  /**
   * Deletes the policies of an engine, each until it is gone, and then the engine. Throws a CleanupError that says what is
   * left and why. (The Python client logs that and returns as if all had gone.)
   */
  cleanupPolicyEngine(input: CallInput<"DeletePolicyEngine">, options: WaitOptions = {}): Promise<void> {
    return cleanupPolicyEngine({ call: this.#call, waits: this.#waits }, this.#connection, input, options);
  }

  /** Waits until a policy is ACTIVE, also while it waits for what it names to exist. */
  waitForPolicyActive(input: PolicyById, options: WaitOptions = {}): Promise<Policy> {
    return this.#waits.policyActive(input, options);
  }

  #switched(
    { validationMode = "IGNORE_ALL_FINDINGS", ...policy }: SwitchPolicyInput,
    enforcementMode: "ACTIVE" | "LOG_ONLY",
    options: WaitOptions | undefined,
  ): Promise<Policy> {
    return this.updatePolicy({ ...policyId(policy), validationMode, enforcementMode }, options);
  }

  async #engineNamed(name: string, options: CallOptions): Promise<PolicyEngine | undefined> {
    const { policyEngines } = await this.listPolicyEngines({}, options);
    return policyEngines.find((engine) => engine.name === name && engine.status !== "DELETING");
  }
}

// What names something may be the thing itself, so that only what names it is sent.
const engineId = ({ policyEngineId }: CallInput<"GetPolicyEngine">) => ({ policyEngineId });

const policyId = ({ policyEngineId, policyId }: PolicyById): PolicyById => ({ policyEngineId, policyId });
