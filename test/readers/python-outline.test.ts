import { describe, expect, test } from "vitest";
import { licensedParts } from "../../src/readers/parts/python-outline.ts";

const MODEL = 'MODELS = {"a": dict(license="mit")}\n';
const END = "last = 1\n";
const body = (name: string, text = "return 1") => `def ${name}(x):\n    ${text}\n`;

/** Programs by what they show; each `-` line is one that is left out. */
const programs: Readonly<Record<string, string>> = {
  "a function and a class": `${MODEL}-def f(x):\n-    return 1\n-\n-class Model(Base):\n-    def forward(self, x):\n-        return x\n${END}`,
  "decorators and async": `-@register\n-@wrap(1)\n-async def f(x):\n-    return 1\n${MODEL}`,
  "a header over several lines": `-def f(\n-    a,\n-    b=2,\n-):\n-    return a\n${MODEL}`,
  "what names a license": `${body("f", 'return dict(license="mit")')}-def g(x):\n-    return 1\n${END}`,
  "what takes what another gives": `${body("_cfg", 'return dict(license="mit")')}${body("entries", 'return _cfg("a")')}${END}`,
  "what takes a table": `COMMON = {"license": "mit"}\n${body("entry", 'return dict(name="a", **COMMON)')}${END}`,
  "keyword arguments are no table": `${MODEL}-def f(**kwargs):\n-    return g(**kwargs)\n${END}`,
  "names in a class": `class Name(Enum):\n    A = "acme/a"\n${MODEL}`,
  "code in a text": `${MODEL}TEMPLATE = """\ndef f(x):\n    return 1\n"""\n${END}`,
  "a quote in a comment": `${MODEL}# don't\n-def f(x):\n-    return 1\n${END}`,
  "a text that nobody closes": `${MODEL}"""\ndef f(x):\n    return 1\n${END}`,
  "what stands last": `${MODEL}def f(x):\n    return [1,\n`,
  "lines that end as in Windows": `${MODEL}-def f(x):\r\n-    return 1\r\n${END}`,
  "arguments at the left edge": `${MODEL}def f(\nx):\n    return 1\n${END}`,
};

describe("only what has to do with a license is parsed", () => {
  test.each(Object.entries(programs))("%s", (_, marked) => {
    const lines = marked.split("\n");
    const source = lines.map((line) => line.replace(/^-/, "")).join("\n");
    const parts = licensedParts(source);
    expect(parts).toHaveLength(source.length);
    let from = 0;
    for (const line of lines) {
      const whole = line.replace(/^-/, "");
      const part = parts.slice(from, from + whole.length);
      if (line.startsWith("-")) expect(part.replace(/^#/, "").trim()).toBe("");
      else expect(part).toBe(whole);
      from += whole.length + 1;
    }
  });
});
