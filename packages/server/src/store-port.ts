/** The control plane's store, as its use cases need it. */
import type {
  Change,
  Gateway,
  KeptAnswer,
  Place,
  Policy,
  PolicyEngine,
  StoredDocument,
  Target,
  WorkloadIdentity,
} from "./model.ts";

/** A place in a list ordered by (createdAt, id): the last row already given. */
export interface Position {
  readonly createdAt: string;
  readonly id: string;
}

export interface PageRequest {
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** Which lines of the control plane's log: the newest first, or those after one of them, oldest first. */
export interface ChangeQuery {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** Id or ARN of a resource, or of what holds it. */
  readonly resource?: string | undefined;
  readonly limit: number;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** There are more within the limit, but the answer would have become too large. */
  readonly truncated: boolean;
}

/** Which documents of a collection: those whose key begins with `prefix` and comes after `after`, in the order of keys. */
export interface DocumentQuery {
  readonly prefix?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** The control plane's store. */
export interface Store {
  /** A consistent view; nothing in it may write. */
  read<T>(work: (view: StoreView) => Promise<T>): Promise<T>;
  /** One change at a time, whole or not at all, on the disk when the promise resolves. */
  write<T>(work: (change: StoreChange) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreView {
  readonly engines: {
    get(place: Place, id: string): Promise<PolicyEngine | undefined>;
    byName(place: Place, name: string): Promise<PolicyEngine | undefined>;
    page(place: Place, page: PageRequest): Promise<PolicyEngine[]>;
    /** Every engine of every place. */
    all(): Promise<PolicyEngine[]>;
  };
  readonly policies: {
    get(engineId: string, id: string): Promise<Policy | undefined>;
    byName(engineId: string, name: string): Promise<Policy | undefined>;
    /** `ids`, when given, keeps only these. */
    page(engineId: string, page: PageRequest): Promise<Policy[]>;
    all(engineId: string): Promise<Policy[]>;
  };
  readonly gateways: {
    get(place: Place, id: string): Promise<Gateway | undefined>;
    /** Without regard to case. */
    byName(place: Place, name: string): Promise<Gateway | undefined>;
    page(place: Place, page: PageRequest): Promise<Gateway[]>;
    onEngine(engineArn: string): Promise<Gateway[]>;
    all(): Promise<Gateway[]>;
  };
  readonly targets: {
    get(gatewayId: string, id: string): Promise<Target | undefined>;
    byName(gatewayId: string, name: string): Promise<Target | undefined>;
    page(gatewayId: string, page: PageRequest): Promise<Target[]>;
    all(gatewayId: string): Promise<Target[]>;
  };
  readonly tags: { of(arn: string): Promise<Record<string, string>> };
  readonly workloadIdentities: {
    get(place: Place, name: string): Promise<WorkloadIdentity | undefined>;
    /** Ordered by (createdAt, name); `Position.id` is the name. */
    page(place: Place, page: PageRequest): Promise<WorkloadIdentity[]>;
  };
  readonly keptAnswers: {
    find(callerId: string, operation: string, clientToken: string): Promise<KeptAnswer | undefined>;
  };
  readonly documents: {
    get(collection: string, key: string): Promise<StoredDocument | undefined>;
    list(collection: string, query?: DocumentQuery): Promise<StoredDocument[]>;
  };
  readonly settings: { get(key: string): Promise<string | undefined> };
  readonly changes: { find(query: ChangeQuery): Promise<ChangePage> };
}

export interface StoreChange extends StoreView {
  readonly put: {
    /** Inserts or replaces by id. */
    engine(engine: PolicyEngine): Promise<void>;
    policy(policy: Policy): Promise<void>;
    gateway(gateway: Gateway): Promise<void>;
    target(target: Target): Promise<void>;
    tags(arn: string, tags: Readonly<Record<string, string>>): Promise<void>;
    workloadIdentity(identity: WorkloadIdentity): Promise<void>;
    keptAnswer(answer: KeptAnswer): Promise<void>;
    setting(key: string, value: string): Promise<void>;
    document(document: StoredDocument): Promise<void>;
  };
  readonly remove: {
    engine(engine: PolicyEngine): Promise<void>;
    policy(policy: Policy): Promise<void>;
    gateway(gateway: Gateway): Promise<void>;
    target(target: Target): Promise<void>;
    /** Without `keys`: all tags of the resource. */
    tags(arn: string, keys?: readonly string[]): Promise<void>;
    workloadIdentity(place: Place, name: string): Promise<void>;
    document(collection: string, key: string): Promise<void>;
    keptAnswersBefore(instant: string): Promise<void>;
  };
  /** The control plane's log can only be added to. */
  readonly append: { change(change: Omit<Change, "changeId">): Promise<void> };
}
