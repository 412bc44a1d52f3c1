import type { Syntax } from "../../formats/code-syntax.ts";

const C: Syntax = { lineComments: ["//"], blockComments: true, quotes: '"', python: false, script: false };
const HASH: Syntax = { lineComments: ["#"], blockComments: false, quotes: "\"'", python: false, script: false };

export const PYTHON: Syntax = { lineComments: ["#"], blockComments: false, quotes: "\"'", python: true, script: false };
export const SCRIPT: Syntax = { lineComments: ["//"], blockComments: true, quotes: "\"'`", python: false, script: true };
export const JSON_SYNTAX: Syntax = { lineComments: ["//"], blockComments: true, quotes: '"', python: false, script: false };

const DASHES: Syntax = { ...HASH, lineComments: ["--"], quotes: '"' };
const LISP: Syntax = { ...HASH, lineComments: [";"], quotes: '"' };
const GROOVY: Syntax = { ...C, quotes: "\"'" };

/** By the end of a name, or by the whole of a name that has no dot. */
const BY_EXTENSION: Readonly<Record<string, Syntax>> = {
  py: PYTHON,
  pyi: PYTHON,
  pyx: PYTHON,
  mojo: PYTHON,
  bzl: PYTHON,
  bazel: PYTHON,
  star: PYTHON,
  build: PYTHON,
  workspace: PYTHON,
  tiltfile: PYTHON,
  snakefile: PYTHON,
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
  kts: C,
  scala: C,
  sbt: C,
  gradle: GROOVY,
  groovy: GROOVY,
  jenkinsfile: GROOVY,
  swift: C,
  cs: C,
  cshtml: C,
  razor: C,
  fs: C,
  fsx: C,
  c: C,
  cc: C,
  cpp: C,
  cxx: C,
  h: C,
  hh: C,
  hpp: C,
  hxx: C,
  inl: C,
  ipp: C,
  cu: C,
  hip: C,
  m: C,
  mm: C,
  zig: C,
  qml: GROOVY,
  cue: C,
  pkl: C,
  dart: { ...C, quotes: "\"'" },
  php: { ...C, lineComments: ["//", "#"], quotes: "\"'" },
  ex: { ...HASH, quotes: '"' },
  exs: { ...HASH, quotes: '"' },
  rb: HASH,
  rake: HASH,
  rakefile: HASH,
  gemfile: HASH,
  gemspec: HASH,
  podfile: HASH,
  vagrantfile: HASH,
  cr: HASH,
  nim: HASH,
  pl: HASH,
  pm: HASH,
  gd: HASH,
  r: HASH,
  jl: { ...HASH, quotes: '"' },
  jsonnet: { ...C, lineComments: ["//", "#"], quotes: "\"'" },
  libsonnet: { ...C, lineComments: ["//", "#"], quotes: "\"'" },
  bicep: { ...C, quotes: "'" },
  bicepparam: { ...C, quotes: "'" },
  nix: { ...HASH, blockComments: true, quotes: '"' },
  lua: { ...HASH, lineComments: ["--"] },
  hs: DASHES,
  elm: DASHES,
  clj: LISP,
  cljs: LISP,
  cljc: LISP,
  edn: LISP,
  el: LISP,
  lisp: LISP,
  rkt: LISP,
  scm: LISP,
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
