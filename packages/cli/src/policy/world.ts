/** What questions are asked of: a list of tools in a file, or an engine of a running Toolgate. */
export type World =
  | {
      readonly kind: "tools";
      readonly file: string;
      readonly strictAws: boolean;
      readonly anonymous: boolean;
      /** For all questions. */
      readonly millis: number;
    }
  | { readonly kind: "engine"; readonly engine: string; readonly url: string; readonly millis: number };
