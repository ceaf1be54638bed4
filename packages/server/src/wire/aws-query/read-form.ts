/** The query protocol's form as a tree. Source: AWS query protocol, Smithy. */
type FormTree = string | readonly FormTree[] | { readonly [name: string]: FormTree };

interface Branch {
  readonly members: Map<string, Branch>;
  text?: string;
}

/** Parts of one name; the deepest of IAM's has five. */
const deepest = 10;

/** `Tags.member.1.Key=a` as `{ Tags: [{ Key: "a" }] }`: what is under `member` is a list in the order of its numbers. */
export function readForm(form: URLSearchParams): Readonly<Record<string, FormTree>> {
  const root: Branch = { members: new Map() };
  for (const [name, text] of form) {
    let branch = root;
    for (const part of name.split(".", deepest)) {
      const next: Branch = branch.members.get(part) ?? { members: new Map() };
      branch.members.set(part, next);
      branch = next;
    }
    branch.text = text;
  }
  return Object.fromEntries([...root.members].map(([name, branch]) => [name, treeOf(branch)]));
}

function treeOf({ members, text }: Branch): FormTree {
  if (members.size === 0) return text ?? "";
  const list = members.get("member");
  if (list !== undefined && members.size === 1) {
    if (list.members.size === 0) return [];
    return [...list.members]
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, item]) => treeOf(item));
  }
  return Object.fromEntries([...members].map(([name, branch]) => [name, treeOf(branch)]));
}
