import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { newChange } from "./change.ts";
import { DENIED, type NewScene, POLICY, type SceneRun } from "./scenarios.ts";

/** Names that try to be something else in one of the places where they are shown. */
const NAMES: readonly string[] = [
  "a\n::error file=x,line=1::pwned",
  "a\r\n::set-output name=verdict::pass",
  "a%0A::warning::pwned",
  "a ::stop-commands::x",
  "##[error]pwned",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "](javascript:alert(1))",
  "![x](https://evil.example/x.png)",
  "[x](https://evil.example)",
  "</details></td><!-- modelterms",
  "<!-- modelterms 01ba4719c80b run 9999.1 -->",
  "`code` ``two`` | a | b |",
  "\u001b[31mred\u001b[0m\u0007",
  "\u202egnp.exe\u2066x\u2069",
  "@everyone #1 GH-1 https://evil.example www.evil.example",
  "$(touch pwned) `touch pwned` ; touch pwned",
  "$x^2$ <b>_*~~bold~~*_</b>",
  "$" + "{GITHUB_TOKEN} %GITHUB_TOKEN% $(env)",
];

/** Files of models whose folders, licenses, base models and data sets have such names; the plain twin has harmless ones of the same shape. */
function files(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const folder = name.replaceAll("/", "∕").replaceAll("\0", "");
      const card = `---\nlicense: other\nlicense_name: ${JSON.stringify(name)}\nlicense_link: ${JSON.stringify(name)}\nbase_model: ${JSON.stringify(`acme/${name}`)}\n---\n# ${name}\n`;
      return [
        [`m${index} ${folder}/README.md`, card],
        [`n${index}/README.md`, DENIED.replace("# A", `# ${name}`)],
      ];
    }),
  );
}

const html = (markdown: string) => micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
/** The elements of a page in their order, with what they link to or load. A name that cannot stand as code stands as text: both are only shown. */
function elements(page: string): readonly string[] {
  return [...page.replace(/<\/?code>/g, "").matchAll(/<(\/?[a-z][\w-]*)([^>]*)>/gi)].map(([, name = "", rest = ""]) => {
    const address = /(?:href|src)="([^"]*)"/.exec(rest)?.[1] ?? "";
    return `${name} ${address.replace(/^(https:\/\/github\.com\/acme\/app\/blob\/).*$/, "$1")}${/\son\w+=/i.test(rest) ? " handler" : ""}`;
  });
}

const kinds = ({ commands }: SceneRun) => commands.map((command) => command.slice(0, command.indexOf(" ") + 1 || 8).split("::")[1] ?? "");

/** A hostile pull request changes nothing but the text it stands in; under one version of Node. */
export function describeHostile(newScene: NewScene): void {
  describe("a hostile pull request", () => {
    test("changes nothing but the text that it stands in", async () => {
      const hostileScene = await newScene(newChange({ "modelterms.yml": POLICY }, files(NAMES)));
      const plainScene = await newScene(newChange({ "modelterms.yml": POLICY }, files(NAMES.map((_, index) => `plain ${index}`))));
      const inputs = { "check-run": "true" };
      const [hostile, plain] = await Promise.all([hostileScene.run({ inputs }), plainScene.run({ inputs })]);
      expect(hostile.code).toBe(plain.code);
      expect(hostile.outputs).toEqual(plain.outputs);
      expect(kinds(hostile)).toEqual(kinds(plain));
      expect(
        hostile.commands.filter((command) => !/^::(?:error|warning|notice) (?:file=[^:]*,)?title=[^:]*::|^::(?:end)?group::/.test(command)),
      ).toEqual([]);
      expect(hostileScene.comments()).toHaveLength(1);
      for (const [own, other] of [
        [hostile.summary, plain.summary],
        [hostileScene.comments()[0], plainScene.comments()[0]],
        [hostileScene.server.conversation.checkRuns[0]?.output.summary, plainScene.server.conversation.checkRuns[0]?.output.summary],
      ])
        expect(elements(html(own ?? ""))).toEqual(elements(html(other ?? "")));
      const shown = [hostile.log, hostile.summary, ...hostileScene.comments()].join("\n");
      expect(shown).not.toMatch(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u);
      const outsideOfCode = html(hostileScene.comments()[0] ?? "").replace(/<code>.*?<\/code>/gs, "");
      expect(outsideOfCode, "nobody is called").not.toMatch(/@everyone|(?<!&)#1\b/);
      expect(hostileScene.server.mistakes).toEqual([]);
    });

    test("with names of 5,000 characters is cut, and says so", async () => {
      const long = "x".repeat(5000);
      const card = `---\nlicense: other\nlicense_name: ${long}\nbase_model: acme/${long}\n---\n`;
      const deep = Array.from({ length: 15 }, () => "d".repeat(200)).join("/");
      const scene = await newScene(newChange({ "modelterms.yml": POLICY }, { "m/README.md": card, [`${deep}/README.md`]: DENIED }));
      const run = await scene.run({ inputs: { "check-run": "true" } });
      // A value longer than what is read makes the scan incomplete.
      expect(run.code).toBe(2);
      expect(scene.comments()[0]?.length).toBeLessThan(20_000);
      expect(scene.comments()[0]).toContain("characters left out");
      expect(scene.server.mistakes).toEqual([]);
    });
  });
}
