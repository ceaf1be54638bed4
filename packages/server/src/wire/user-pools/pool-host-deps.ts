import type { Log } from "../../log.ts";
import type { OAuthDeps } from "../../services/cognito/oauth-deps.ts";
import type { PoolDirectory } from "../../services/cognito/pool-directory.ts";
import type { UserPoolPages } from "../../user-pool-pages-port.ts";

/** What the HTTP face of user pools needs. */
export interface PoolHostDeps extends OAuthDeps {
  readonly directory: PoolDirectory;
  readonly pages: UserPoolPages;
  /** Bounds wrong passwords on the pages, whosever they are: how many seconds to wait, and one more. */
  readonly wrongPasswords: { wait(): number | undefined; count(): void };
  readonly log: Log;
}
