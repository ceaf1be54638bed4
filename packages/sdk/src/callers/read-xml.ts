/** An element: its own text, and the elements in it by name. */
export interface XmlElement {
  readonly text: string;
  readonly children: Readonly<Record<string, readonly XmlElement[]>>;
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: Record<string, XmlElement[]>;
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Anything but a tag, a comment, a declaration or text between them. */
const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)(?:\s[^<>]*?)?(\/?)>|([^<]+)/gy;

/**
 * Reads the XML that AWS's query services answer: elements and text; attributes are passed over, document types and CDATA
 * refused. Throws a SyntaxError that says where it went wrong.
 */
export function readXml(xml: string): XmlElement {
  const root: Open = { name: "", text: "", children: Object.create(null) };
  const open: Open[] = [root];
  token.lastIndex = 0;
  for (let at = 0; at < xml.length; at = token.lastIndex) {
    const found = token.exec(xml);
    const inner = open.at(-1);
    if (found === null || inner === undefined) throw new SyntaxError(`No XML at character ${at}.`);
    const [, closes, name, isEmpty, text] = found;
    if (text !== undefined) inner.text += unescapedText(text);
    else if (name === undefined) continue;
    else if (closes === "/") {
      if (inner.name !== name || open.length === 1)
        throw new SyntaxError(`</${name}> at character ${at} closes nothing.`);
      open.pop();
    } else {
      const element: Open = { name, text: "", children: Object.create(null) };
      const same = inner.children[name] ?? [];
      inner.children[name] = [...same, element];
      if (isEmpty !== "/") open.push(element);
    }
  }
  if (open.length !== 1) throw new SyntaxError(`<${open.at(-1)?.name}> is not closed.`);
  return root;
}

function unescapedText(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** The text at a path of element names, each the first of its name; undefined if one is missing. */
export function xmlText(element: XmlElement, ...path: readonly string[]): string | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path) at = at?.children[name]?.[0];
  return at?.text;
}
