import { parseSync } from "oxc-parser";

/** One small change of a file of the law: the text between two places becomes another. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const SWAPPED: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
  "&&": "||",
  "||": "&&",
};

type Change = readonly [start: number, end: number, text: string, what: string];

type Changer = (node: Node, source: string) => readonly Change[];

const said = (part: unknown, source: string): string =>
  isNode(part) ? source.slice(part.start, part.end) : "";

const operators: Changer = (node, source) => {
  const { left, right } = node as unknown as { left: Node; right: Node };
  const operator = String(node["operator"]);
  if (operator === "??")
    return [[node.start, node.end, said(left, source), "?? without its other side"]];
  const at = source.indexOf(operator, left.end);
  const other = SWAPPED[operator];
  return other && at < right.start
    ? [[at, at + operator.length, other, `${operator} → ${other}`]]
    : [];
};

const ways =
  (yes: string, no: string): Changer =>
  (node) => {
    const { start, end } = node["test"] as Node;
    return [
      [start, end, "true", yes],
      [start, end, "false", no],
    ];
  };

const elements: Changer = (node, source) =>
  (node["elements"] as readonly (Node | null)[]).flatMap((element): readonly Change[] => {
    if (!element) return [];
    const comma = /^\s*,/.exec(source.slice(element.end))?.[0].length ?? 0;
    return [[element.start, element.end + comma, "", "without an element"]];
  });

const calls: Changer = (node, source) => {
  const callee = node["callee"] as Node;
  const name = said(callee["property"], source);
  const swap = { some: "every", every: "some", min: "max", max: "min" }[name];
  return swap ? [[callee.end - name.length, callee.end, swap, `${name} → ${swap}`]] : [];
};

/** What can be changed at which kind of place, so that the law means something else. */
const changers: Readonly<Record<string, Changer>> = {
  BinaryExpression: operators,
  LogicalExpression: operators,
  UnaryExpression: ({ start, operator }) =>
    operator === "!" ? [[start, start + 1, "", "without its !"]] : [],
  Literal: ({ start, end, value }) =>
    typeof value === "boolean" ? [[start, end, String(!value), `${String(value)} turned`]] : [],
  ConditionalExpression: ways("always the first way", "always the other way"),
  IfStatement: ways("if always", "if never"),
  ArrayExpression: elements,
  CallExpression: calls,
};

/** Types are not behaviour: nothing in them is changed. */
const isType = ({ type }: Node): boolean =>
  type.startsWith("TS") && type !== "TSAsExpression" && type !== "TSSatisfiesExpression";

/** Every mutant of one file. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const found: Mutant[] = [];
  const look = (node: Node): void => {
    if (isType(node)) return;
    for (const [start, end, text, what] of changers[node.type]?.(node, source) ?? [])
      found.push({ file, line: source.slice(0, start).split("\n").length, what, start, end, text });
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) look(child);
  };
  look(parseSync(file, source).program as unknown as Node);
  return found;
}
