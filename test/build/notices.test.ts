import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rolldown } from "rolldown";
import { beforeAll, describe, expect, test } from "vitest";
import { DATA_PACKAGES, type ShippedPackage, shippedPackages, thirdPartyNotices } from "../../src/build/notices.ts";
import { newFolder } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";

const notices = readFileSync(`${ROOT}dist/THIRD-PARTY-NOTICES.txt`, "utf8");
const licenseFiles = (folder: string) => readdirSync(folder).filter((name) => /^licen[cs]e|^copying|^notice/i.test(name));

describe("the third-party notices", () => {
  /** Paths of everything that the entries load, found by a bundling of its own. */
  let modules: readonly string[] = [];
  beforeAll(async () => {
    const entries = ["cli", "action"].map((name) => `${ROOT}src/${name}.ts`).filter((path) => existsSync(path));
    const bundle = await rolldown({
      input: entries,
      platform: "node",
      cwd: ROOT,
      resolve: { mainFields: ["module", "main"] },
      logLevel: "silent",
    });
    const { output } = await bundle.generate({ format: "cjs" });
    modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
  });

  test("name every package that something was bundled of, and hold its license word for word", () => {
    const folders = new Set(modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []));
    expect(folders.size).toBeGreaterThan(20);
    for (const folder of [...folders, ...DATA_PACKAGES.map((name) => `${ROOT}node_modules/${name}`)]) {
      const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as { name: string; version: string };
      expect(notices, name).toContain(`\n${name} ${version} | `);
      const texts = licenseFiles(folder).filter((file) => file !== "licenses");
      for (const file of texts)
        expect(notices, `${name}/${file}`).toContain(readFileSync(`${folder}/${file}`, "utf8").replaceAll("\r\n", "\n").trimEnd());
    }
  });

  test("name nothing that is not shipped", () => {
    const named = [...notices.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \| /gm)].map(([, name]) => name ?? "");
    for (const name of named) {
      const isBundled = modules.some(
        (path) => path.includes(`/node_modules/${name}/`) || (name === "rolldown" && path.startsWith("\0rolldown/")),
      );
      expect(isBundled || DATA_PACKAGES.includes(name), name).toBe(true);
    }
  });

  test("cover the packages whose data the build compiles", () => {
    const sources = readdirSync(`${ROOT}src/build`)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(`${ROOT}src/build/${file}`, "utf8"));
    const read = sources.flatMap((text) =>
      [...text.matchAll(/(?:require\("|node_modules\/)([a-z][a-z-]+)["/]/g)].map(([, name]) => name ?? ""),
    );
    expect(read).toContain("spdx-license-list");
    expect(read.filter((name) => name !== "rolldown" && !DATA_PACKAGES.includes(name))).toEqual([]);
  });

  test("show each text once, under all packages that come with it", () => {
    const one: ShippedPackage = { name: "a", version: "1.0.0", license: "MIT", author: "", address: "", texts: ["A text\r\n"] };
    const text = thirdPartyNotices([one, { ...one, name: "b" }, { ...one, name: "c", texts: ["Another text"] }]);
    expect(text.match(/^A text$/gm)).toHaveLength(1);
    expect(text).toContain("a 1.0.0 | MIT\nb 1.0.0 | MIT\n");
    expect(text.indexOf("c 1.0.0")).toBeLessThan(text.indexOf("Another text"));
  });

  test("fail the build for a package without a text to pass on", () => {
    const folder = newFolder({ "node_modules/nameless/package.json": '{"name": "nameless", "version": "1.0.0", "license": "MIT"}' });
    expect(() => shippedPackages([`${folder}/node_modules/nameless/file.js`], ROOT)).toThrow(
      "nameless: no license text lies in the package",
    );
  });
});

test("README names every library that is bundled on purpose, and no other", () => {
  const readme = readFileSync(`${ROOT}README.md`, "utf8");
  const table = /<!-- bundled -->(.*?)<!-- \/bundled -->/s.exec(readme)?.[1] ?? "";
  const shown = [...table.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  const { devDependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { devDependencies: Record<string, string> };
  const shipped = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \| /gm)].map(([, name = ""]) => name);
  expect(shown.toSorted()).toEqual(shipped.filter((name) => name in devDependencies).toSorted());
});
