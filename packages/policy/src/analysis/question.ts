import { decodeRequest } from "./decode-request.ts";
import type { PolicySetEncoding } from "./encode/policy-set-encoding.ts";
import type { RequestCase } from "./request-case.ts";
import { between, integer } from "./smt/integer-terms.ts";
import { Model } from "./smt/model.ts";
import { readNodes, readValues } from "./smt/read-answer.ts";
import { type Bool, isSort, type Term, yes } from "./smt/term.ts";
import { isPlain, isWellFormed, lengthBetween } from "./smt/text-terms.ts";

const longestPlainText = 16;
const largestPlainInteger = 100_000;
/** The year 2026. */
const plainTimes = { from: integer(1_767_225_600_000), to: integer(1_798_761_599_999) };

export interface FoundRequests {
  readonly requests: readonly RequestCase[];
  /** The solver's texts hold halves of surrogate pairs, which are characters to it and in no request. */
  readonly onlyIllFormed: boolean;
}

/** Whether a request satisfies a formula, as scripts for a solver, and its answers as requests. */
export class Question {
  private readonly encoding: PolicySetEncoding;
  private readonly formula: Bool;
  private readonly terms: readonly Term[];

  /** The encoding must be finished. */
  constructor(encoding: PolicySetEncoding, formula: Bool) {
    this.encoding = encoding;
    this.formula = formula;
    // a script may not ask for nothing
    this.terms = [yes, ...encoding.terms()];
  }

  /** Any request. */
  script(): string {
    return [this.beginning(), this.check()].join("\n");
  }

  /** A request that is short to read: first one with short texts and small numbers, then one of this year besides. */
  readableScript(): string {
    const { now } = this.encoding.symbols.read();
    const bounds = this.encoding.script.declared.flatMap((term): readonly Bool[] => {
      if (isSort(term, "String")) return [isPlain(term), lengthBetween(term, 0, longestPlainText)];
      if (!isSort(term, "Int") || term.text === now?.text) return [];
      return [between(term, integer(-largestPlainInteger), integer(largestPlainInteger))];
    });
    const time = now === undefined ? [] : [between(now, plainTimes.from, plainTimes.to)];
    return [
      this.beginning(),
      ...bounds.map(assertion),
      this.check(),
      ...time.map(assertion),
      this.check(),
    ].join("\n");
  }

  /** A request whose texts hold no half of a surrogate pair. */
  wellFormedScript(): string {
    const texts = this.encoding.script.declared.flatMap((term) =>
      isSort(term, "String") ? assertion(isWellFormed(term)) : [],
    );
    return [this.beginning(), ...texts, this.check()].join("\n");
  }

  /** The requests that the solver found, those asked for last first. */
  requests(output: string): FoundRequests {
    const models = readNodes(output)
      .map(readValues)
      .filter((values) => values?.length === this.terms.length)
      .map((values) => new Model(this.terms, values ?? []));
    const wellFormed = models.filter((model) => model.isWellFormed());
    return {
      requests: wellFormed.map((model) => decodeRequest(this.encoding, model)).toReversed(),
      onlyIllFormed: models.length > 0 && wellFormed.length === 0,
    };
  }

  private beginning(): string {
    return [scriptStart, this.encoding.script.text, assertion(this.formula)].join("\n");
  }

  private check(): string {
    return `(check-sat)\n(get-value (${this.terms.map(({ text }) => text).join(" ")}))`;
  }
}

/** What every script begins with. */
export const scriptStart = "(set-option :produce-models true)\n(set-logic ALL)";

function assertion({ text }: Bool): string {
  return `(assert ${text})`;
}
