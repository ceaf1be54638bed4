/** Patterns over JSON: `{ $.body.isError = true && $.severityNumber >= 17 }`. */
import { invalidPattern } from "./invalid-pattern.ts";
import { type Comparison, type Condition, compareTo } from "./json-condition.ts";
import { readSelector, type Selector, selected } from "./selector.ts";

/** @throws ServiceFault naming the place that cannot be read. */
export function parseJsonPattern(pattern: string): (json: unknown) => boolean {
  if (!pattern.endsWith("}")) throw invalidPattern('a JSON pattern ends with "}"');
  return new Reader(pattern.slice(1, -1)).pattern();
}

type Test = (json: unknown) => boolean;

const operators: readonly Comparison[] = ["!=", "<=", ">=", "=", "<", ">"];

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  pattern(): Test {
    const test = this.#either();
    if (this.#rest() !== "") throw this.#fault("&&, || or the end");
    return test;
  }

  #either(): Test {
    const tests = [this.#both()];
    while (this.#take("||")) tests.push(this.#both());
    return (json) => tests.some((test) => test(json));
  }

  #both(): Test {
    const tests = [this.#one()];
    while (this.#take("&&")) tests.push(this.#one());
    return (json) => tests.every((test) => test(json));
  }

  #one(): Test {
    if (this.#take("(")) {
      const test = this.#either();
      if (!this.#take(")")) throw this.#fault('")"');
      return test;
    }
    const selector = this.#selector();
    const condition = this.#condition();
    return (json) => condition(selected(json, selector));
  }

  #selector(): Selector {
    const read = readSelector(this.#rest());
    if (read === undefined) throw this.#fault("a property such as $.body.isError");
    this.#skip();
    this.#at += read.length;
    return read.selector;
  }

  #condition(): Condition {
    if (this.#word("IS")) {
      if (this.#word("NULL")) return (value) => value === null;
      if (this.#word("TRUE")) return (value) => value === true;
      if (this.#word("FALSE")) return (value) => value === false;
      throw this.#fault("NULL, TRUE or FALSE");
    }
    if (this.#word("NOT")) {
      if (this.#word("EXISTS")) return (value) => value === undefined;
      throw this.#fault("EXISTS");
    }
    const operator = operators.find((candidate) => this.#take(candidate));
    if (operator === undefined) throw this.#fault("one of =, !=, <, >, <=, >=, IS and NOT EXISTS");
    return compareTo(operator, this.#value());
  }

  /** What to compare with: a quotation is text, whatever is in it. */
  #value(): { readonly text: string; readonly quoted: boolean } {
    this.#skip();
    const [whole = "", quoted, plain] =
      /^(?:"((?:[^"\\]|\\.)*)"|([^\s"()&|%][^\s"()&|]*))/.exec(this.#text.slice(this.#at)) ?? [];
    if (whole === "") throw this.#fault("a value: text in quotation marks, a number or a word (no %…%)");
    this.#at += whole.length;
    return quoted === undefined
      ? { text: plain ?? "", quoted: false }
      : { text: quoted.replaceAll(/\\(.)/g, "$1"), quoted: true };
  }

  #word(word: string): boolean {
    const [first = ""] = /^[A-Za-z]+/.exec(this.#rest()) ?? [];
    return first.toUpperCase() === word && this.#take(first);
  }

  #take(token: string): boolean {
    if (!this.#rest().startsWith(token)) return false;
    this.#skip();
    this.#at += token.length;
    return true;
  }

  #rest(): string {
    return this.#text.slice(this.#at).trimStart();
  }

  #skip(): void {
    this.#at = this.#text.length - this.#rest().length;
  }

  #fault(expected: string): Error {
    const rest = this.#rest();
    return invalidPattern(
      `${expected} must come ${rest === "" ? "at the end" : `before ${JSON.stringify(rest.slice(0, 50))}`}`,
    );
  }
}
