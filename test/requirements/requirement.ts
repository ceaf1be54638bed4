/** One thing that Toolgate promises, where the promise comes from, and in which words. */
export interface Requirement {
  readonly id: string;
  /** The document it comes from, e.g. `AWS API reference: CreatePolicy` or `MCP 2025-06-18, Tools`. */
  readonly source: string;
  readonly sentence: string;
}
