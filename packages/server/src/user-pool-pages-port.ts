/** The pages on which people sign in to a user pool. */

/** A page as it is sent. */
export interface PoolPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every form has. */
export interface PoolForm {
  /** The app's name, and where it will be answered. */
  readonly appName: string;
  readonly redirectUri: string;
  readonly poolName: string;
  /** Against forms that other sites send. */
  readonly csrf: string;
  /** Why it asks again, with the status of the answer. */
  readonly problem?: { readonly text: string; readonly status: number } | undefined;
}

export interface UserPoolPages {
  signIn(form: PoolForm & { readonly username: string }): PoolPage;
  /** For whoever signed in with a temporary password; `session` says who. */
  newPassword(form: PoolForm & { readonly session: string }): PoolPage;
  /** Says what happened, why, and what to do next. */
  error(parts: {
    readonly status: number;
    readonly title: string;
    readonly sentences: readonly string[];
  }): PoolPage;
}
