/** The control plane's tables. `document` holds the whole resource as JSON; the other columns are what is looked up by. */

import type { ColumnType } from "kysely";

/** Written once: no update of it compiles. */
type Once<Value> = ColumnType<Value, Value, never>;

interface Placed {
  readonly account_id: string;
  readonly region: string;
}

interface Listed {
  readonly id: string;
  /** ISO-8601 UTC with milliseconds, so that text order is time order. */
  readonly created_at: string;
  readonly document: string;
}

export interface Tables {
  readonly policy_engine: Placed & Listed & { readonly name: string };
  readonly policy: Listed & { readonly engine_id: string; readonly name: string };
  /** `name_key` is the name in lower case: names are unique without regard to case. */
  readonly gateway: Placed & Listed & { readonly name_key: string; readonly engine_arn: string | null };
  readonly target: Listed & { readonly gateway_id: string; readonly name_key: string };
  readonly tag: { readonly arn: string; readonly tag_key: string; readonly tag_value: string };
  readonly workload_identity: Placed & {
    readonly name: string;
    readonly gateway_id: string | null;
    readonly created_at: string;
    readonly document: string;
  };
  readonly kept_answer: {
    readonly caller_id: string;
    readonly operation: string;
    readonly client_token: string;
    readonly request_hash: string;
    readonly answer: string;
    readonly expires_at: string;
  };
  /** `document` is the change without its id. */
  readonly change: {
    readonly id: Once<string>;
    readonly resource_id: Once<string>;
    readonly resource_arn: Once<string>;
    readonly parent_id: Once<string | null>;
    readonly parent_arn: Once<string | null>;
    readonly document: Once<string>;
  };
  /** `document` is what the log of changes shows; `sealed` holds secrets, and is never shown. */
  readonly document: {
    readonly collection: string;
    readonly document_key: string;
    readonly arn: string;
    readonly document: string;
    readonly sealed: string | null;
  };
  readonly setting: { readonly setting_key: string; readonly setting_value: string };
}
