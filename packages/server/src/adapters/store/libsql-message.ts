/** What passes between the event loop and the thread that holds the SQLite connection. */

export type SqlValue = string | number | bigint | Uint8Array | null;

export interface DatabaseOptions {
  /** Path of the database file; it is created, readable by its owner only, when it is not there. */
  readonly file: string;
  /** FULL: a commit is on the disk when it returns. NORMAL: the newest commits may be lost when the power fails. */
  readonly synchronous: "FULL" | "NORMAL";
}

export type Question =
  | {
      readonly kind: "run";
      readonly id: number;
      readonly sql: string;
      readonly parameters: readonly SqlValue[];
    }
  | { readonly kind: "insert"; readonly id: number; readonly inserts: readonly Insert[] }
  | { readonly kind: "close" };

/** Rows of one table. A row that breaks a unique index is left out. */
export interface Insert {
  /** With the names of the columns: `insert into word (id, text)`. */
  readonly into: string;
  readonly rows: number;
  readonly columns: number;
  /** The values of each row, each as V8 serializes it, one after the other. */
  readonly bytes: Uint8Array;
}

export interface SqlResult {
  readonly rows: readonly Record<string, SqlValue>[];
  /** Rows that the statement changed; absent for one that reads. */
  readonly changes?: number;
}

/** `id` 0 answers the opening itself. */
export type Answer =
  | { readonly id: number; readonly result: SqlResult }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string } };
