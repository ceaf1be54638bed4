import type { OutputOf } from "@toolgate/api";
import type { CallInput, PolicyGeneration, PolicyGenerationAsset } from "../callers/operation-types.ts";

/** AWS's PolicyEngine. */
export type PolicyEngine = OutputOf<"GetPolicyEngine">;

/** AWS's Policy. */
export type Policy = OutputOf<"GetPolicy">;

/** Names a policy. */
export interface PolicyById {
  readonly policyEngineId: string;
  readonly policyId: string;
}

/** A PATCH with the description as one writes it: absent leaves it, `null` clears it. */
type Described<Input> = Omit<Input, "description"> & { readonly description?: string | null | undefined };

/** {@link PolicyClient.updatePolicy}. */
export type UpdatePolicyInput = Described<CallInput<"UpdatePolicy">>;

/** {@link PolicyClient.updatePolicyEngine}. */
export type UpdatePolicyEngineInput = Described<CallInput<"UpdatePolicyEngine">>;

/** {@link PolicyClient.enablePolicy} and {@link PolicyClient.disablePolicy}. */
export interface SwitchPolicyInput extends PolicyById {
  /** `IGNORE_ALL_FINDINGS` if left out, for the statement stays as it is and a switch must work. */
  readonly validationMode?: CallInput<"UpdatePolicy">["validationMode"];
}

/** {@link PolicyClient.createPolicyFromGenerationAsset}. */
export type GenerationAssetInput = Omit<CallInput<"CreatePolicy">, "definition"> & {
  readonly policyGenerationId: string;
  readonly policyGenerationAssetId: string;
};

/** {@link PolicyClient.generatePolicy}. */
export type GeneratePolicyInput = CallInput<"StartPolicyGeneration"> & {
  /** Whether to read what was generated too. */
  readonly fetchAssets?: boolean | undefined;
};

/** What {@link PolicyClient.generatePolicy} came to; `generatedPolicies` is there with `fetchAssets`. */
export interface GeneratedPolicies extends PolicyGeneration {
  readonly generatedPolicies?: readonly PolicyGenerationAsset[] | undefined;
}
