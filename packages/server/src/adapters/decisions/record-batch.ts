import { Serializer } from "node:v8";
import type { Insert } from "../store/libsql-message.ts";
import type { RecordTables } from "./records-schema.ts";

const columns = {
  decision: [
    "seq",
    "decision_id",
    "request_id",
    "gateway_id",
    "decision",
    "time",
    "document",
    "outcome",
    "trace_id",
  ],
  decision_outcome: ["seq", "decision_id", "time", "document"],
  handshake: ["seq", "handshake_id", "request_id", "trace_id", "gateway_id", "time", "document"],
} as const satisfies { readonly [Table in keyof RecordTables]: readonly (keyof RecordTables[Table])[] };

type RecordTable = keyof RecordTables;

interface Filling {
  readonly values: Serializer;
  rows: number;
}

/**
 * Rows on their way to the database, as bytes outside of the heap: thousands a second that wait as objects outlive the
 * young generation, and collecting them costs more than writing them.
 */
export class RecordBatch {
  readonly #filling = new Map<RecordTable, Filling>();
  #inserts: readonly Insert[] | undefined;
  #rows = 0;
  #characters = 0;

  get rows(): number {
    return this.#rows;
  }

  /** Of documents and outcomes. */
  get characters(): number {
    return this.#characters;
  }

  /** `outcome` is JSON; null where the call has not ended. */
  addDecision(row: Omit<RecordTables["decision"], "outcome">, outcome: string | null): void {
    const { seq, decision_id, request_id, gateway_id, decision, time, document, trace_id } = row;
    const values = [seq, decision_id, request_id, gateway_id, decision, time, document, outcome, trace_id];
    this.#add("decision", values, document.length + (outcome?.length ?? 0));
  }

  addOutcome({ seq, decision_id, time, document }: RecordTables["decision_outcome"]): void {
    this.#add("decision_outcome", [seq, decision_id, time, document], document.length);
  }

  addHandshake(row: RecordTables["handshake"]): void {
    const { seq, handshake_id, request_id, trace_id, gateway_id, time, document } = row;
    const values = [seq, handshake_id, request_id, trace_id, gateway_id, time, document];
    this.#add("handshake", values, document.length);
  }

  /** What the batch holds, for the database; nothing can be added any more. */
  inserts(): readonly Insert[] {
    this.#inserts ??= [...this.#filling].map(([table, { values, rows }]) => ({
      into: insertInto[table],
      rows,
      columns: columns[table].length,
      bytes: values.releaseBuffer(),
    }));
    return this.#inserts;
  }

  #add(table: RecordTable, values: readonly (string | number | null)[], characters: number): void {
    let filling = this.#filling.get(table);
    if (filling === undefined) {
      filling = { values: new Serializer(), rows: 0 };
      filling.values.writeHeader();
      this.#filling.set(table, filling);
    }
    // One by one: of an array the serializer would keep hold until the batch is written.
    for (const value of values) filling.values.writeValue(value);
    filling.rows += 1;
    this.#rows += 1;
    this.#characters += characters;
  }
}

const insertInto: Readonly<Record<RecordTable, string>> = {
  decision: beginningOf("decision"),
  decision_outcome: beginningOf("decision_outcome"),
  handshake: beginningOf("handshake"),
};

function beginningOf(table: RecordTable): string {
  return `insert into ${table} (${columns[table].join(", ")})`;
}
