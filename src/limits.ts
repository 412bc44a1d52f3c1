/** Every limit on what is read, with its reason. What meets a limit is a problem in the result, never a silent cut. */
export const limits = {
  /** Bytes of a text file (card, license, manifest). The largest real card seen has 0.4 MB; the largest license 0.2 MB. */
  textBytes: 4_000_000,
  /** Bytes of a program, a notebook, a configuration or a page that is looked through for names: notebooks hold pictures, and data lie in JSON. */
  referenceBytes: 16_000_000,
  /** Bytes of a bill of materials: those of a container image with all its packages have 10 MB and more. */
  bomBytes: 16_000_000,
  /** Bytes of a weight file's header that are read at first; enough for nearly all metadata. */
  headerBytes: 65_536,
  /** Bytes of a header at the very most: the limit that the safetensors format itself sets. */
  maximumHeaderBytes: 100_000_000,
  /** Bytes of an ONNX, Core ML or TensorFlow Lite model in which its metadata are looked for: they may stand behind the weights. Without LFS, GitHub takes no larger file. */
  modelBytes: 100_000_000,
  /** Metadata entries of a GGUF header, fields of a protocol buffer; real ones have fewer than a hundred. */
  headerEntries: 10_000,
  /** Tables of one list in a TensorFlow Lite model: its buffers, one for each tensor. */
  flatbufferTables: 100_000,
  /** Nesting of YAML and JSON; real manifests stay under 20. */
  depth: 100,
  /** Values that the aliases of a YAML document may expand to; stops "billion laughs". Galleries with a thousand merged entries stay under 50,000. */
  yamlAliasNodes: 100_000,
  /** Characters of one license value; longer ones are shown cut and are no identifier. */
  valueCharacters: 2_000,
  /** Entries of one list in a card or manifest that are followed (tags, bases, data sets). */
  listEntries: 2_000,
  /** Declarations that one reader takes from one file: lists of models that people keep have thousands at most. */
  declarations: 20_000,
  /** Bytes of a `.gitignore` in a tree without git; every rule is held against every path. The longest collections of rules have 0.1 MB. */
  ignoreBytes: 1_000_000,
  /** Lines of one card that give credit to somebody, which displayed texts are looked for in; cards that list everybody have some fifty. */
  credits: 1_000,
  /** Depth of folders in a tree without git. */
  folderDepth: 64,
  /** Files in a tree. */
  files: 2_000_000,
  /** Names of models that are looked up in one scan, base models of base models among them. */
  hubNames: 10_000,
  /** Bytes of one of the Hub's answers in JSON; a repository of a hundred thousand files is described in some 10 MB. */
  hubAnswerBytes: 50_000_000,
  /** Pages of a list of files; the Hub puts a thousand files on each. */
  hubPages: 2_000,
  /** Bytes of one of GitHub's answers in JSON; it cuts trees itself at 7 MB. */
  githubAnswerBytes: 50_000_000,
  /** License files of one repository of the Hub; real ones have at most a handful. */
  hubTexts: 50,
  /** Bytes of a lock: some 500 for a name. */
  lockBytes: 20_000_000,
  /** Parts that a scan is dealt out to; a matrix of GitHub Actions has at most 256 jobs. */
  shards: 10_000,
  /** Bytes of a result that is read back, a shard's among them: what V8 can hold as one text. */
  shardBytes: 500_000_000,
  /** Characters of Python that are parsed: its parser takes up to two seconds a megabyte. Written by hand, none is that long. */
  pythonCharacters: 500_000,
  /**
   * Steps that the Python parser takes to find its way back behind mistakes: it needs up to a tenth of a millisecond for each; a piece of the text that it reads in
   * one counts as one more. The worst real file seen takes 50.
   */
  pythonRecovery: 2_000,
  /** Constants of Python that lead to constants, followed from one value. */
  pythonConstants: 8,
  /** Values that are taken from one Python file: of constants that each name the next one twice, ten make a thousand out of one. */
  pythonValues: 200_000,
  /** Characters of a tag of XML; its parts are looked for in it. */
  tagCharacters: 20_000,
  /** Brackets of YAML open at once: the parser takes time that grows with their square. Block texts may hold some that are never closed. */
  openBrackets: 1_000,
  /** Characters of what the text of one card says of its terms. */
  proseCharacters: 200_000,
  /** Questions to GitHub by which one tree is listed: trees can be made that unfold to any number of folders. */
  githubQuestions: 4_000,
  /** Characters of one policy file: every entry of its lists is held against every component. */
  policyCharacters: 1_000_000,
  /** Characters of a pattern in a policy; people write some fifty. */
  patternCharacters: 500,
  /** What the braces of a pattern may expand to; `{a,b}` thirty times over would be a billion. */
  patternAlternatives: 1_000,
  /** Steps that lineage follows before it gives up. */
  lineageSteps: 32,
} as const;
