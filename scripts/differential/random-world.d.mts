import type { DecisionRequest, JsonValue, ToolSchema } from "@toolgate/policy";
import type { RandomSource } from "../fuzz/random.mjs";

export interface World {
  /** Statements by id. */
  readonly policies: Readonly<Record<string, string>>;
  call(): WorldCall;
}

export type WorldCall =
  | { readonly refused: "token" | "arguments" }
  | {
      readonly refused?: undefined;
      readonly request: DecisionRequest;
      readonly schema: ToolSchema;
      /** The arguments as the caller wrote them. */
      readonly given: JsonValue;
    };

export declare function randomWorld(random: RandomSource): World;
