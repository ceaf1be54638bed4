/** HTML that is safe to send: every text that was put into it is escaped. */
export interface Html {
  readonly markup: string;
}

type Piece = string | Html | readonly Html[] | undefined;

/** Writes HTML; texts are escaped for elements and quoted attributes, HTML goes in as it is. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const markup = strings.map((text, index) => text + markupOf(pieces[index])).join("");
  return { markup };
}

function markupOf(piece: Piece): string {
  if (piece === undefined) return "";
  if (typeof piece === "string") return escaped(piece);
  return "markup" in piece ? piece.markup : piece.map(({ markup }) => markup).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
