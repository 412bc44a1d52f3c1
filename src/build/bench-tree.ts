import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a git repository with this many files: programs with and without references to models, pages, configurations, cards with licenses, manifests; or of
 * cards, licenses and manifests alone. The same number gives the same tree.
 */
export function writeTree(folder: string, files: number, which: "all" | "cards" = "all"): void {
  const random = generator(files);
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < files; index += 1) {
    const [path, content] = file(which === "all" ? index : Math.floor(index / 20) * 1000 + (index % 20), random);
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  commit(folder, "All files");
  // Until all of it lies on the disk, writing it takes a processor from what is measured.
  spawnSync("sync");
}

/** Changes three files of such a tree, one of them a card, and leaves them uncommitted. */
export function changeThree(folder: string): void {
  const random = generator(3);
  writeFileSync(join(folder, "models/team-0/model-0/README.md"), card(1, random));
  mkdirSync(join(folder, "src/changed"), { recursive: true });
  writeFileSync(join(folder, "src/changed/one.py"), program("py", true, random));
  writeFileSync(join(folder, "src/changed/two.go"), program("go", false, random));
}

/** Commits all that lies in a folder, as nobody in particular. */
function commit(folder: string, message: string): void {
  const identity = ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "commit.gpgsign=false"];
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    [...identity, "commit", "-q", "-m", message],
  ]) {
    const { status, stderr } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }
}

type Random = (below: number) => number;

/** Of a thousand files: how many are of which kind. */
function file(index: number, random: Random): readonly [path: string, content: string | Buffer] {
  const place = `area-${Math.floor(index / 400)}/part-${Math.floor(index / 20) % 20}`;
  const kind = index % 1000;
  const team = `models/team-${Math.floor(index / 10_000)}`;
  if (kind < 8) return [`${team}/model-${index}/README.md`, card(index, random)];
  if (kind < 12) return [`${team}/model-${index - 8}/LICENSE`, "MIT License\n\nCopyright (c) 2026 The authors of this tree\n"];
  if (kind < 16) return [`${team}/model-${index - 16}/adapter_config.json`, adapter(index)];
  if (kind < 20) return [`deploy/${place}/Modelfile-${index}`, `FROM llama3.1:8b\nPARAMETER temperature 0.${index % 10}\n`];
  if (kind < 100) return [`config/${place}/settings-${index}.yaml`, settings(index, random)];
  if (kind < 140)
    return [`config/${place}/data-${index}.json`, `${JSON.stringify({ name: word(random), values: words(40, random) }, null, 1)}\n`];
  if (kind < 220) return [`docs/${place}/page-${index}.md`, page(random)];
  if (kind < 380) return [`assets/${place}/picture-${index}.png`, Buffer.alloc(2_000, index % 251)];
  const language = ["py", "ts", "go", "java", "rs", "css"][index % 6] ?? "py";
  return [`src/${place}/module-${index}.${language}`, program(language, index % 33 === 0, random)];
}

function card(index: number, random: Random): string {
  const bases = ["meta-llama/Llama-3.1-8B", "Qwen/Qwen2.5-7B", "mistralai/Mistral-7B-v0.1"];
  const license = ["apache-2.0", "mit", "llama3.1"][index % 3];
  const head = `---\nlicense: ${license}\nlanguage:\n- en\n- de\nbase_model: ${bases[index % 4] ?? "google-bert/bert-base-uncased"}\ntags:\n- text-generation\n- ${word(random)}\npipeline_tag: text-generation\n---\n`;
  return `${head}\n# Model ${index}\n\n${paragraphs(8, random)}`;
}

function adapter(index: number): string {
  const value = {
    base_model_name_or_path: "mistralai/Mistral-7B-v0.1",
    peft_type: "LORA",
    r: 8 + (index % 8),
    lora_alpha: 16,
    task_type: "CAUSAL_LM",
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function settings(index: number, random: Random): string {
  const model = index % 5 === 0 ? "model: Qwen/Qwen2.5-7B-Instruct\n" : "";
  return `name: ${word(random)}\n${model}${Array.from({ length: 30 }, () => `${word(random)}_${word(random)}: ${word(random)}/${word(random)}\n`).join("")}`;
}

function page(random: Random): string {
  return `# ${words(4, random).join(" ")}\n\n${paragraphs(6, random)}\nSee [${word(random)}](../${word(random)}/${word(random)}.md).\n`;
}

/** Some 100 lines with comments, imports by path and divisions, as programs have them. */
function program(language: string, refers: boolean, random: Random): string {
  const mark = language === "py" ? "#" : "//";
  const lines = Array.from({ length: 60 + random(80) }, () => line(mark, random));
  if (refers)
    lines.splice(
      random(lines.length),
      0,
      language === "py" ? 'model = AutoModel.from_pretrained("intfloat/e5-base-v2")' : 'const model = "Qwen/Qwen2.5-7B-Instruct";',
    );
  return `${lines.join("\n")}\n`;
}

function line(mark: string, random: Random): string {
  const [a, b, c] = words(3, random);
  switch (random(12)) {
    case 0:
      return `${mark} ${words(9, random).join(" ")}${random(20) === 0 ? " of the model" : ""}`;
    case 1:
      return `import { ${a} } from "../${b}/${c}";`;
    case 2:
      return `    ${a} = ${b} / ${c} + ${random(100)}`;
    case 3:
      return `    path = "${a}/${b}/${c}.json"`;
    case 4:
      return "";
    default:
      return `    ${a}.${b}(${c}, "${words(3, random).join(" ")}", ${random(1000)})`;
  }
}

function paragraphs(count: number, random: Random): string {
  return Array.from({ length: count }, () => `${words(60, random).join(" ")}.\n\n`).join("");
}

const WORDS =
  "account action area array batch block bottom bucket buffer build cache call channel chart check child choice class clean client clock close code color column config count create cursor data date default delay detail draft driver edge entry error event extra fetch field file filter first float form format frame function grid group handle header height host image index inner input item join key label layer length level limit line link list load local lock loop main map match member menu message method model module mount name network node number object offset option order output owner page parent part path pattern place plan point pool port prefix process query queue range rate read record region report request reset result return right role root route row sample scale scope screen search second select server session shape shift side signal size slot sort source space split stack start state step store stream string style table tail target task team template test text thread time title token tool total trace track tree type unit update user value version view watch weight width window word worker write zone".split(
    " ",
  );

function word(random: Random): string {
  return WORDS[random(WORDS.length)] ?? "word";
}

function words(count: number, random: Random): string[] {
  return Array.from({ length: count }, () => word(random));
}

/** Numbers that look random and are the same every time (a linear congruential generator, Numerical Recipes, section 7.1). */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}
