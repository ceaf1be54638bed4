/** The gateway's role with every policy that counts for it, by IAM's own operations. */
import { type PolicySource, parsePolicyDocument } from "@toolgate/iam";
import type { RoleStanding } from "@toolgate/server";
import { allPages } from "./all-pages.ts";
import type { AskAws } from "./ask-aws.ts";
import type { Clients } from "./clients.ts";
import type { Fact, RoleFact } from "./facts.ts";

/** Nothing is guessed of a role whose policies cannot all be read. */
class Unreadable extends Error {}

/** `absent` says what becomes of a role that IAM does not have. */
export async function readRole(
  clients: Clients,
  ask: AskAws,
  arn: string,
  absent: (why: string) => Promise<Fact<RoleStanding>>,
): Promise<Fact<RoleFact>> {
  const { iam, identity } = clients;
  const RoleName = arn.split("/").at(-1) ?? arn;
  const got = await ask("iam GetRole", () => identity.send(new iam.GetRoleCommand({ RoleName })));
  if (got.kind === "unknown") return got;
  if (got.kind === "absent") {
    const standing = await absent(got.why);
    return standing.kind === "known"
      ? { kind: "known", value: { standing: standing.value, inlineNames: [] } }
      : standing;
  }
  const { Role } = got.value;
  try {
    const trustText = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
    const inline = await inlineSources(clients, ask, RoleName);
    const role = {
      arn,
      id: Role?.RoleId ?? "",
      name: RoleName,
      trust: parsed("the trust policy", trustText),
      sources: [...inline, ...(await managedSources(clients, ask, RoleName))],
      tags: Object.fromEntries((Role?.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
      maxSessionDuration: Role?.MaxSessionDuration ?? 3_600,
    };
    return {
      kind: "known",
      value: {
        standing: { kind: "known", arn, role },
        trustText,
        inlineNames: inline.map(({ name }) => name),
        boundaryArn: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
      },
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { kind: "unknown", why: error.message };
  }
}

async function inlineSources(
  { iam, identity }: Clients,
  ask: AskAws,
  RoleName: string,
): Promise<PolicySource[]> {
  const names = required(
    await allPages(ask, "iam ListRolePolicies", (from) =>
      identity
        .send(new iam.ListRolePoliciesCommand({ RoleName, ...markerOf(from) }))
        .then(({ PolicyNames = [], Marker }) => ({ items: PolicyNames, nextToken: Marker })),
    ),
  );
  const sources: PolicySource[] = [];
  for (const PolicyName of names) {
    const { PolicyDocument = "" } = required(
      await ask("iam GetRolePolicy", () =>
        identity.send(new iam.GetRolePolicyCommand({ RoleName, PolicyName })),
      ),
    );
    const document = parsed(`the inline policy ${PolicyName}`, decodeURIComponent(PolicyDocument));
    sources.push({ name: PolicyName, kind: "inline", document });
  }
  return sources;
}

async function managedSources(
  { iam, identity }: Clients,
  ask: AskAws,
  RoleName: string,
): Promise<PolicySource[]> {
  const attached = required(
    await allPages(ask, "iam ListAttachedRolePolicies", (from) =>
      identity
        .send(new iam.ListAttachedRolePoliciesCommand({ RoleName, ...markerOf(from) }))
        .then(({ AttachedPolicies = [], Marker }) => ({ items: AttachedPolicies, nextToken: Marker })),
    ),
  );
  const sources: PolicySource[] = [];
  for (const { PolicyName = "", PolicyArn = "" } of attached) {
    const { Policy } = required(
      await ask("iam GetPolicy", () => identity.send(new iam.GetPolicyCommand({ PolicyArn }))),
    );
    const version = { PolicyArn, VersionId: Policy?.DefaultVersionId };
    const { PolicyVersion } = required(
      await ask("iam GetPolicyVersion", () => identity.send(new iam.GetPolicyVersionCommand(version))),
    );
    const document = parsed(
      `the managed policy ${PolicyName}`,
      decodeURIComponent(PolicyVersion?.Document ?? ""),
    );
    sources.push({ name: PolicyName, kind: "managed", arn: PolicyArn, document });
  }
  return sources;
}

const markerOf = ({ nextToken }: { readonly nextToken?: string }) =>
  nextToken === undefined ? {} : { Marker: nextToken };

function required<T>(fact: Fact<T>): T {
  if (fact.kind === "known") return fact.value;
  throw new Unreadable(fact.why);
}

function parsed(what: string, text: string) {
  const read = parsePolicyDocument(text);
  if (read.ok) return read.document;
  throw new Unreadable(`${what} of the role cannot be read: ${read.faults.join(" ")}`);
}
