import type { CedarShape, RecordMember } from "../../schema/cedar-shape.ts";
import { always } from "../cases.ts";
import { between } from "../smt/integer-terms.ts";
import type { Script } from "../smt/script.ts";
import { type Bool, yes } from "../smt/term.ts";
import type { Cases, Symbolic, SymbolicMember } from "../symbolic-value.ts";
import { isOptional, rangeOf } from "./argument-range.ts";
import type { Universes } from "./universes.ts";

/** A part of the call's arguments, declared in the script as it is made. */
export function inputValue(script: Script, universes: Universes, shape: CedarShape): Symbolic {
  switch (shape.kind) {
    case "string":
      return { kind: "string", term: script.declare("String") };
    case "bool":
      return { kind: "bool", term: script.declare("Bool") };
    case "long":
    case "decimal": {
      const term = script.declare("Int");
      const { from, to } = rangeOf(shape.kind);
      script.assert(between(term, from, to));
      return { kind: "integer", of: shape.kind, term };
    }
    case "set":
      return universes.of(shape.items).add();
    case "opaque":
      return { kind: "record", members: new Map() };
    case "record":
      return {
        kind: "record",
        members: new Map(
          shape.members.map((member) => [member.name, new InputMember(script, universes, member)]),
        ),
      };
  }
}

/** A member of the arguments, of which only what is read is declared. */
export class InputMember implements SymbolicMember {
  private flag: Bool | undefined;
  private cases: Cases | undefined;
  private readonly script: Script;
  private readonly universes: Universes;
  private readonly member: RecordMember;

  constructor(script: Script, universes: Universes, member: RecordMember) {
    this.script = script;
    this.universes = universes;
    this.member = member;
  }

  get present(): Bool {
    if (!isOptional(this.member)) return yes;
    this.flag ??= this.script.declare("Bool");
    return this.flag;
  }

  value(): Cases {
    this.cases ??= always(inputValue(this.script, this.universes, this.member.shape));
    return this.cases;
  }

  /** What a policy has read of the member. */
  read(): { readonly present: Bool | undefined; readonly value: Symbolic | undefined } {
    return { present: isOptional(this.member) ? this.flag : yes, value: this.cases?.[0]?.value };
  }
}
