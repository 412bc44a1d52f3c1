import type { Syntax } from "../../formats/code-syntax.ts";

const C: Syntax = { lineComments: ["//"], blockComments: true, quotes: '"', python: false, script: false };
const HASH: Syntax = { lineComments: ["#"], blockComments: false, quotes: "\"'", python: false, script: false };

export const PYTHON: Syntax = { lineComments: ["#"], blockComments: false, quotes: "\"'", python: true, script: false };
export const SCRIPT: Syntax = { lineComments: ["//"], blockComments: true, quotes: "\"'`", python: false, script: true };
export const JSON_SYNTAX: Syntax = { lineComments: ["//"], blockComments: true, quotes: '"', python: false, script: false };

const BY_EXTENSION: Readonly<Record<string, Syntax>> = {
  py: PYTHON,
  pyi: PYTHON,
  pyx: PYTHON,
  js: SCRIPT,
  mjs: SCRIPT,
  cjs: SCRIPT,
  jsx: SCRIPT,
  ts: SCRIPT,
  mts: SCRIPT,
  cts: SCRIPT,
  tsx: SCRIPT,
  rs: C,
  go: { ...C, quotes: '"`' },
  java: C,
  kt: C,
  scala: C,
  swift: C,
  cs: C,
  c: C,
  cc: C,
  cpp: C,
  h: C,
  hpp: C,
  cu: C,
  dart: { ...C, quotes: "\"'" },
  php: { ...C, lineComments: ["//", "#"], quotes: "\"'" },
  ex: { ...HASH, quotes: '"' },
  exs: { ...HASH, quotes: '"' },
  rb: HASH,
  r: HASH,
  jl: { ...HASH, quotes: '"' },
  jsonnet: { ...C, lineComments: ["//", "#"], quotes: "\"'" },
  libsonnet: { ...C, lineComments: ["//", "#"], quotes: "\"'" },
  bicep: { ...C, quotes: "'" },
  bicepparam: { ...C, quotes: "'" },
  nix: { ...HASH, blockComments: true, quotes: '"' },
  lua: { ...HASH, lineComments: ["--"] },
};

/** What stands behind the end of a program's name where it is to be copied and filled in: `settings.py.example`. */
const SAMPLE_ENDS = ["example", "sample", "template", "dist"];
const SAMPLE = /\.(?:example|sample|template|dist)$/;

/** The ends of names that have a language here. */
export const CODE_ENDS: readonly string[] = [...Object.keys(BY_EXTENSION), ...SAMPLE_ENDS];

/** How the language of a file is written, by the end of its name in lower case; undefined where it is no program. */
export function syntaxOf(name: string): Syntax | undefined {
  const own = name.replace(SAMPLE, "");
  const end = own.slice(own.lastIndexOf(".") + 1);
  return Object.hasOwn(BY_EXTENSION, end) ? BY_EXTENSION[end] : undefined;
}
