import type { Clock } from "../../ports.ts";
import type { UserPoolCrypto } from "../../user-pool-crypto-port.ts";

/** What a person agreed to by signing in, until the app fetches the tokens for it. */
interface CodeGrant {
  readonly poolId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly username: string;
  readonly sub: string;
  /** Whole seconds since the epoch. */
  readonly authTime: number;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  /** PKCE, S256 (RFC 7636). */
  readonly challenge: string | undefined;
}

/** Authorization codes, each good once and for five minutes, as Cognito's are. */
export interface AuthorizationCodes {
  issue(grant: CodeGrant): string;
  /** What the code stands for; it is used up whatever comes of it. */
  take(code: string): CodeGrant | undefined;
}

const goodMillis = 5 * 60_000;
const mostCodes = 10_000;

export function createAuthorizationCodes(
  clock: Clock,
  crypto: Pick<UserPoolCrypto, "uuid">,
): AuthorizationCodes {
  const codes = new Map<string, { readonly grant: CodeGrant; readonly until: number }>();
  return {
    issue(grant) {
      const code = crypto.uuid();
      codes.set(code, { grant, until: clock.now() + goodMillis });
      const [oldest] = codes.keys();
      if (codes.size > mostCodes && oldest !== undefined) codes.delete(oldest);
      return code;
    },
    take(code) {
      const found = codes.get(code);
      codes.delete(code);
      return found !== undefined && clock.now() < found.until ? found.grant : undefined;
    },
  };
}
