import { anonymousPrincipal } from "../../evaluate/principal.ts";
import { always } from "../cases.ts";
import type { Environment } from "../environment.ts";
import { between, integer } from "../smt/integer-terms.ts";
import type { Script } from "../smt/script.ts";
import { type Bool, type Int, no, type Text, yes } from "../smt/term.ts";
import { lengthBetween, text } from "../smt/text-terms.ts";
import type { Symbolic, SymbolicRecord } from "../symbolic-value.ts";
import { inputValue } from "./input-value.ts";
import type { Universes } from "./universes.ts";

export interface TagSymbols {
  readonly present: Bool;
  readonly value: Text;
}

/** The unknown parts of a request, each declared when a policy first reads it. */
export class RequestSymbols {
  readonly input: Symbolic;
  readonly context: SymbolicRecord;
  private id: Text | undefined;
  private time: Int | undefined;
  private readonly tagsRead = new Map<string, TagSymbols>();
  private readonly script: Script;
  private readonly environment: Environment;

  constructor(script: Script, universes: Universes, environment: Environment) {
    this.script = script;
    this.environment = environment;
    const { input } = environment;
    this.input = inputValue(script, universes, input.kind === "record" ? input : { kind: "opaque" });
    const now = (): Symbolic => ({ kind: "integer", of: "datetime", term: this.now });
    const system: Symbolic = {
      kind: "record",
      members: new Map([["now", { present: yes, value: () => always(now()) }]]),
    };
    this.context = {
      kind: "record",
      members: new Map([
        ["input", { present: yes, value: () => always(this.input) }],
        ["system", { present: yes, value: () => always(system) }],
      ]),
    };
  }

  get principalId(): Text {
    if (this.environment.principalType === anonymousPrincipal.type) return text(anonymousPrincipal.id);
    if (this.id === undefined) {
      this.id = this.script.declare("String");
      this.script.assert(lengthBetween(this.id, 1));
    }
    return this.id;
  }

  get now(): Int {
    if (this.time === undefined) {
      const { from, to } = this.environment.now;
      this.time = this.script.declare("Int");
      this.script.assert(between(this.time, integer(from), integer(to)));
    }
    return this.time;
  }

  /** The caller's tag; a caller's token always has the claim `sub`, which is its id. */
  tag(name: string): TagSymbols {
    if (this.environment.principalType !== "AgentCore::OAuthUser") return { present: no, value: text("") };
    if (name === "sub") return { present: yes, value: this.principalId };
    const known = this.tagsRead.get(name);
    if (known !== undefined) return known;
    const made = { present: this.script.declare("Bool"), value: this.script.declare("String") };
    this.tagsRead.set(name, made);
    return made;
  }

  /** What policies have read of the request. */
  read() {
    return { id: this.id, now: this.time, tags: this.tagsRead };
  }
}
