import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./harness/places.ts";

/** The modules of src by their paths, with what they import: a path in src, `node:…`, or a package's name. */
const modules = new Map(
  readdirSync(`${ROOT}src`, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(?:ts|mjs)$/.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(`${ROOT}src/${path}`, "utf8");
      return [path, { text, lines: text.trimEnd().split("\n").length, imports: importsOf(path, text) }] as const;
    }),
);

interface Import {
  readonly name: string;
  readonly typeOnly: boolean;
}

function importsOf(path: string, text: string): readonly Import[] {
  const statements = text.matchAll(/^(import|export)( type)?\b[^;"']*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm);
  return [...statements].map(([, , type, from, bare, dynamic]) => {
    const written = from ?? bare ?? dynamic ?? "";
    return { name: written.startsWith(".") ? posix.join(posix.dirname(path), written) : written, typeOnly: type !== undefined };
  });
}

const roomOf = (path: string) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : path);
const paths = [...modules.keys()];
const inRoom = (room: string) => paths.filter((path) => roomOf(path) === room);

/** Imports of a room's modules that no pattern allows, as `module → import`. */
function strangers(room: string, allowed: readonly RegExp[], counted = (_: Import) => true): readonly string[] {
  return inRoom(room).flatMap((path) =>
    (modules.get(path)?.imports ?? [])
      .filter((one) => counted(one) && !allowed.some((pattern) => pattern.test(one.name)))
      .map(({ name }) => `${path} → ${name}`),
  );
}

test("the modules are found", () => {
  expect(paths.length).toBeGreaterThan(50);
  expect(modules.get("scan.ts")?.imports.length).toBeGreaterThan(5);
});

describe("imports keep to the picture of the design", () => {
  const MODEL = /^model\.ts$/;
  const REGISTRY = /^(?:readers|checks|reports)\/[a-z0-9-]+\.ts$/;

  test("readers: model, formats, paths, limits, their own parts", () => {
    const libraries = /^node:crypto$|^@lezer\/[a-z]+$/;
    const allowed = [MODEL, /^formats\//, /^(?:paths|limits|numbers|detach)\.ts$/, /^readers\/(?:parts|references)\//, libraries];
    expect(strangers("readers", allowed).filter((line) => !/^readers\/registry(?:-first)?\.ts → readers\//.test(line))).toEqual([]);
  });

  test("no reader imports another", () => {
    const others = inRoom("readers").filter((path) => !/^readers\/registry(?:-first)?\.ts$/.test(path) && REGISTRY.test(path));
    for (const path of others)
      expect(
        (modules.get(path)?.imports ?? []).filter(({ name }) => REGISTRY.test(name)),
        path,
      ).toEqual([]);
  });

  test("checks: model and their own parts", () => {
    expect(strangers("checks", [MODEL, /^checks\/parts\//]).filter((line) => !line.startsWith("checks/registry.ts → checks/"))).toEqual([]);
  });

  test("reports: model and their own parts", () => {
    const allowed = [MODEL, /^reports\/parts\//, /^numbers\.ts$/, /^(?:node:crypto|@dagrejs\/dagre)$/];
    expect(strangers("reports", allowed).filter((line) => !line.startsWith("reports/registry.ts → reports/"))).toEqual([]);
  });

  test("formats: formats, limits, model, and libraries that parse", () => {
    const parsers = /^(?:node:buffer|yaml|jsonc-parser|toml-eslint-parser|@lezer\/[a-z]+|@huggingface\/gguf)$/;
    expect(strangers("formats", [MODEL, /^formats\//, /^limits\.ts$/, parsers])).toEqual([]);
  });

  test("inventory: model and paths", () => {
    expect(strangers("inventory", [MODEL, /^inventory\//, /^(?:paths|limits)\.ts$/])).toEqual([]);
  });

  test("licenses know nothing of sources, readers, lineage, policy, checks and reports", () => {
    const later =
      /^(?:sources|readers|inventory|lineage|policy|checks|reports|commands|github|hub|build)\/|^(?:cli|action|scan|result|findings)\.ts$/;
    expect(strangers("licenses", [{ test: (name: string) => !later.test(name) } as RegExp])).toEqual([]);
  });

  test("lineage knows nothing of policy, checks and reports", () => {
    const later = /^(?:sources|readers|policy|checks|reports|commands|github|hub|build)\/|^(?:cli|action|scan|result|findings)\.ts$/;
    expect(strangers("lineage", [{ test: (name: string) => !later.test(name) } as RegExp])).toEqual([]);
  });

  test("policy knows nothing of sources and reports, and of readers only their types", () => {
    const later = /^(?:sources|readers|reports|commands|github|hub|build)\/|^(?:cli|action)\.ts$/;
    expect(strangers("policy", [{ test: (name: string) => !later.test(name) } as RegExp], ({ typeOnly }) => !typeOnly)).toEqual([]);
  });

  test("the cache knows nothing of sources, readers and licenses but their types", () => {
    expect(strangers("cache", [/^cache\//, /^node:/], ({ typeOnly }) => !typeOnly)).toEqual([]);
  });

  test("sources know nothing of what comes after them", () => {
    const allowed = [MODEL, /^sources\//, /^(?:paths|limits|errors|stars)\.ts$/, /^node:/, /^(?:@octokit\/.*|@huggingface\/hub)$/];
    expect(strangers("sources", allowed)).toEqual([]);
  });

  test("the model imports nothing", () => expect(modules.get("model.ts")?.imports).toEqual([]));

  test("nothing but the build imports the build, nothing but the entries the commands", () => {
    for (const [path, { imports }] of modules) {
      for (const { name } of imports) {
        if (name.startsWith("build/")) expect(roomOf(path), path).toBe("build");
        if (name.startsWith("commands/")) expect(["cli.ts", "action.ts", "commands"], path).toContain(roomOf(path));
        if (name === "cli.ts" || name === "action.ts")
          expect(modules.get(path)?.imports.find((one) => one.name === name)?.typeOnly, path).toBe(true);
      }
    }
  });
});

describe("the outside world", () => {
  const OUTER = /^(?:cli|action|knowledge-files|text-files)\.ts$|^(?:cache|commands|sources|build|github|hub)\//;
  const EFFECTS = /^node:(?:fs|child_process|process|net|http|https|http2|dns|tls|dgram|worker_threads|cluster|os|readline|vm)(?:\/|$)/;
  const inner = [...modules].filter(([path]) => !OUTER.test(path));

  test.each(inner.map(([path, one]) => [path, one] as const))("is not touched by %s", (_path, { text, imports }) => {
    expect(imports.map(({ name }) => name).filter((name) => EFFECTS.test(name))).toEqual([]);
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    expect(code).not.toMatch(/\bprocess\.|\bconsole\.|\bfetch\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/);
  });

  test("the exit code and standard output belong to the entries and the command line", () => {
    for (const [path, { text }] of modules) {
      if (/^(?:cli|action|commands\/(?:run|output|program|opening))\.ts$|^build\//.test(path)) continue;
      expect(text, path).not.toMatch(/process\.exit|process\.stdout|\bconsole\./);
    }
  });
});

describe("files", () => {
  test("have no default exports", () => {
    for (const [path, { text }] of modules) expect(text, path).not.toMatch(/^export default\b|^export \{[^}]*\bas default\b/m);
  });

  test("are called by what they are about", () => {
    expect(paths.filter((path) => /(?:^|\/)(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.)/i.test(path))).toEqual([]);
    expect(
      paths.filter((path) => /(?:^|\/)index\.ts$/.test(path)),
      "no barrels",
    ).toEqual([]);
    expect(paths.filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([]);
  });

  test("have fewer than 300 lines, but for the model", () => {
    const long = [...modules]
      .filter(([path, { lines }]) => lines >= 300 && path !== "model.ts")
      .map(([path, { lines }]) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  test("lie in the rooms of the design", () => {
    const rooms =
      "build cache checks commands explain formats github hub inventory licenses lineage policy readers reports shards sources".split(" ");
    const folders = [...new Set(paths.filter((path) => path.includes("/")).map(roomOf))];
    expect(folders.filter((folder) => !rooms.includes(folder))).toEqual([]);
  });

  test("run no code of others: no eval, no Function, no vm", () => {
    for (const [path, { text }] of modules)
      if (roomOf(path) !== "build" && path !== "cache/compiled.ts") expect(text, path).not.toMatch(/\beval\(|\bnew Function\(|node:vm/);
  });

  test("ask for modules of Node at their top: kept code has no import() for them", () => {
    for (const [path, { text }] of modules) if (roomOf(path) !== "build") expect(text, path).not.toMatch(/\bimport\("node:/);
  });

  test("of readers and checks are called as their id", () => {
    for (const room of ["readers", "checks"]) {
      for (const path of inRoom(room).filter((one) => one.split("/").length === 2 && !/registry(?:-first)?\.ts$/.test(one))) {
        const id = path.slice(room.length + 1, -".ts".length);
        expect(modules.get(path)?.text, path).toContain(`id: "${id}"`);
      }
    }
  });
});

describe("the way through", () => {
  test("has no circles among modules (types aside)", () => {
    const state = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const visit = (path: string, above: readonly string[]): void => {
      if (state.get(path) === "done") return;
      if (state.get(path) === "open") {
        circles.push([...above.slice(above.indexOf(path)), path].join(" → "));
        return;
      }
      state.set(path, "open");
      for (const { name, typeOnly } of modules.get(path)?.imports ?? []) if (!typeOnly && modules.has(name)) visit(name, [...above, path]);
      state.set(path, "done");
    };
    for (const path of paths) visit(path, []);
    expect(circles).toEqual([]);
  });
});
