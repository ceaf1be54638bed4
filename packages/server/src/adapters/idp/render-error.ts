import type { Configuration } from "oidc-provider";
import { errorPage } from "./page.ts";

type RenderError = NonNullable<Configuration["renderError"]>;

/** An error of the sign-in that cannot be sent back to the app: a page for people, JSON for programs. */
export const renderError: RenderError = (ctx, out) => {
  if (ctx.accepts("json", "html") !== "html") {
    ctx.type = "json";
    ctx.body = JSON.stringify(out);
    return;
  }
  const { headers, body } = errorPage({ status: ctx.status, ...explain(out) });
  ctx.set({ ...headers });
  ctx.body = body;
};

const again = "Go back to the app and connect again.";

function explain(out: Parameters<RenderError>[1]): {
  readonly title: string;
  readonly sentences: readonly string[];
} {
  const { error, error_description } = out;
  switch (error) {
    case "invalid_client":
      return {
        title: "This Toolgate does not know the app",
        sentences: [
          "The app has not registered here, or so long ago that it was forgotten.",
          "Remove the app's stored sign-in for this gateway (apps call it log out, clear authentication or reconnect), then connect again.",
        ],
      };
    case "invalid_redirect_uri":
      return {
        title: "The app asks to be answered at another address than it registered",
        sentences: [
          "Nothing was sent there, since somebody else could be waiting for your sign-in. If you started it yourself, remove the app's stored sign-in for this gateway and connect again.",
        ],
      };
    case "server_error":
      return {
        title: "Something went wrong inside Toolgate",
        sentences: ["Toolgate's log says what.", again],
      };
    default:
      return {
        title: "This sign-in cannot go on",
        sentences: [
          error_description === undefined ? `${error}.` : `${error}: ${String(error_description)}.`,
          again,
        ],
      };
  }
}
