import type { BuiltOperation, InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";

/** The control plane's use cases, one for each operation that works; the wire calls them with validated input. */
export type ControlPlane = {
  readonly [Name in BuiltOperation]: (input: InputOf<Name>, caller: Caller) => Promise<OutputOf<Name>>;
};
