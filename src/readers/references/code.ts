import { scanCode } from "../../formats/code.ts";
import type { CodeVisitor, Frame, Literal, Syntax } from "../../formats/code-syntax.ts";
import type { Role } from "../../model.ts";
import { addressesIn, canHoldAddress } from "./addresses.ts";
import { Aliases } from "./aliases.ts";
import { bareName } from "./bare-names.ts";
import type { References } from "./collect.ts";
import {
  callMeaning,
  handOn,
  isHubKey,
  isModelKey,
  isOutputCall,
  isOutputKey,
  isSavedTo,
  type Meaning,
  meaningFor,
  meaningOf,
  standsIn,
} from "./contexts.ts";
import { functionAround } from "./given-back.ts";
import { addressedVariable, callOf, loadBy } from "./handed.ts";
import { Constants, isShortWithHoles } from "./holes.ts";
import { hostedNames } from "./hosted.ts";
import { Libraries } from "./libraries.ts";
import { keepSwitch, libraryKnowing, libraryOf } from "./library-names.ts";
import { namesInText } from "./lines.ts";
import { Loads } from "./loads.ts";
import { HOLE, isPlaceholder, isShortModel, isStrong, listed, type NameIn, nameWithHoles, ownedName } from "./names.ts";
import { isChosenAsData, isGivenAsData, kindMeant } from "./of-data.ts";
import { Parameters } from "./parameters.ts";
import { placeOf, rowOf } from "./rows.ts";
import { saidNames } from "./said.ts";
import { askedName, isAskedFor } from "./services.ts";
import { heldAgainst, isCase, isCompared, isShown } from "./shown.ts";
import { splitInto } from "./split.ts";
import { Spoken } from "./spoken.ts";
import { type Pending, Undecided } from "./undecided.ts";
import {
  isClass,
  isImported,
  isRepository,
  isRun,
  isToldByWriting,
  isWords,
  joined,
  keptUnder,
  lastPart,
  neutralVariablesOf,
  prefixed,
  settingsIn,
  unpacked,
  variablesOf,
  wholeOf,
  withDefault,
} from "./ways.ts";

/** Finds references in a program. `place` turns an offset of the program's text into one of the file; `role` is what a text in a call counts as. */
export function referencesInCode(
  source: string,
  syntax: Syntax,
  references: References,
  role: Role = "used",
  place: (offset: number) => number = (offset) => offset,
): void {
  const visitor = new Visitor(source, references, role, place);
  scanCode(source, syntax, visitor);
  visitor.undecided.decide();
  visitor.spoken.recall(references, place);
}

class Visitor implements CodeVisitor {
  readonly undecided: Undecided;
  private readonly loads: Loads;
  private readonly libraries: Libraries;
  private readonly aliases: Aliases;
  readonly spoken = new Spoken();
  private readonly constants = new Constants();

  constructor(
    private readonly source: string,
    private readonly references: References,
    private readonly role: Role,
    private readonly place: (offset: number) => number,
  ) {
    const parameters = new Parameters(source);
    this.loads = new Loads(source, parameters);
    this.libraries = new Libraries(source);
    this.aliases = new Aliases(source);
    this.undecided = new Undecided(this.loads, references, parameters);
  }

  comment(from: number, to: number): void {
    this.prose(this.source.slice(from, to), from);
  }

  argument(name: string, frame: Frame, key: string, index: number): void {
    if (frame.isDefinition) return;
    keepSwitch(name, frame, key);
    handOn(name, frame, key, index);
    if (isHubKey(key)) this.loads.pass(name, key);
    const load = loadBy(name, frame, key, index, this.libraries);
    const library = this.libraries.haveNames() ? libraryOf(frame, key, index) : null;
    const variable = lastPart(name.replace(/\.(?:value|get)$/, ""));
    if (library !== null) this.loads.handTo(library, variable, frame);
    if (load !== null) this.loads.hand(variable, isOutputCall(frame.callee) ? { ...load, isOutput: true } : load, frame);
    else if (library === null && frame.opener === "(") this.loads.call(lastPart(frame.callee), key, index, variable);
  }

  literal(literal: Literal): void {
    const { text } = literal;
    if (text.length < 2) return;
    if (literal.isStatement) {
      this.prose(text, literal.from, "mentioned");
      return;
    }
    const split = /[\s,]/.test(text) ? splitInto(this.source, literal) : [];
    for (const word of split) this.word(word);
    if (split.length > 0) return;
    if (text.length > 400) this.prose(text, literal.from, this.roleOf(literal));
    else if (isWords(literal)) {
      // A command, or words for people.
      if (/[/-]|ollama/.test(text)) this.prose(text, literal.from, isRun(literal) ? this.roleOf(literal) : "mentioned");
    } else {
      this.constants.keep(literal);
      const whole = wholeOf(this.source, literal);
      if (whole !== null && !this.addresses(whole)) this.word(whole);
    }
  }

  /** Addresses of the Hub; tells whether there were any. */
  private addresses(literal: Literal): boolean {
    const { text } = literal;
    if (!canHoldAddress(text) && !text.includes("/api/")) return false;
    const found = addressesIn(text);
    const made = found.length > 0 ? null : addressedVariable(this.source, literal);
    if (made !== null) this.loads.hand(made.variable, made, literal.frame);
    const key = lastPart(literal.key);
    for (const name of found) {
      // A link to a Space leads to a page; what is embedded runs there. The text of a license lies with whoever gave it.
      const isPage = (key === "href" && name.kind === "application") || /^licen[cs]e/i.test(key);
      this.add(name, literal, isPage ? "mentioned" : this.role);
    }
    return found.length > 0;
  }

  /** A text without white space: the name itself, or nothing. */
  private word(literal: Literal): void {
    const { text } = literal;
    if (isImported(literal) || /^(?:[./#]|@(?!cf\/|hf\/))/.test(text)) return;
    const asked = askedName(this.source, literal, this.libraries);
    if (asked !== null) {
      this.asked(asked, literal);
      return;
    }
    const whole = literal.hasHoles ? literal : joined(this.source, literal);
    if (whole.hasHoles) {
      this.withHoles(whole);
      return;
    }
    if (!text.includes("/") || isShortModel(text) || (this.libraries.haveNames() && libraryKnowing(text, this.source) !== null)) {
      this.short(literal);
      return;
    }
    const written = this.libraries.handleIn(text) ?? withDefault(literal);
    const called = () =>
      (/^(?:local:|ollama(?:_chat)?\/)/.test(text) ? meaningOf(literal) : callMeaning(literal.frame, literal.key, literal.index)) !== null;
    const owned = ownedName(written) ?? prefixed(written, called);
    if (owned !== null) this.owned(literal, { ...owned, from: owned.from + text.indexOf(written) });
    else if (text.includes("pretrained=")) for (const name of settingsIn(text)) this.add(name, literal);
    else if (/[,;]/.test(text)) for (const name of listed(text)) this.owned(literal, name);
    else this.below(literal);
  }

  /** `owner/name/folder`: only what stands beside it, or the same name elsewhere, tells that it is no path. */
  private below(literal: Literal): void {
    const name = ownedName(literal.text.split("/", 2).join("/"));
    if (name !== null) this.wait(literal, name, { among: rowOf(this.source, literal), isCertain: false });
  }

  private owned(written: Literal, owned: NameIn): void {
    const literal = unpacked(this.source, written);
    if (isSavedTo(literal.key)) return;
    if (this.libraries.takesSpace(literal.frame, literal.key, literal.index)) {
      this.add({ ...owned, kind: "application" }, literal);
      return;
    }
    const meaning = isClass(this.source, literal) ? null : meaningFor(literal, owned.name);
    if (literal.isKey && !isStrong(owned.name) && this.aliases.isEntry(literal)) return;
    if (owned.kind === "model" && isAskedFor(this.source, literal, owned.name, meaning, this.libraries)) {
      this.asked({ ...owned, kind: "service" }, literal);
      return;
    }
    if (meaning?.because !== "call" && (isCompared(this.source, literal) || (meaning === null && isCase(literal.frame)))) {
      if (isStrong(owned.name) || isModelKey(heldAgainst(this.source, literal))) this.put(owned, literal.from, "mentioned");
      return;
    }
    const isGivenData = () => meaning === null && owned.kind === "model" && isGivenAsData(this.source, literal);
    if (isChosenAsData(this.source, literal) || isGivenData()) this.add({ ...owned, kind: "dataset" }, literal);
    else if (meaning !== null && (meaning.because === "call" || !isPlaceholder(owned.name))) this.meant(literal, owned, meaning);
    else if (isStrong(owned.name))
      this.wait(literal, owned, { variables: this.tellingOf(literal), ...callOf(literal), isAnything: true, isCertain: true });
    else if (isToldByWriting(this.source, literal) || this.libraries.tellOf(this.source, literal)) this.add(owned, literal);
    else if (isRepository(literal)) this.wait(literal, owned, { frame: literal.frame, isCertain: true });
    else this.give(literal, owned);
  }

  /** A name in a place that says what stands there. */
  private meant(literal: Literal, owned: NameIn, meaning: Meaning): void {
    const isAnything = meaning.because === "hub";
    const isOpen = meaning.because === "call" || literal.frame.opener === "{" || isAnything;
    const name = { ...owned, kind: kindMeant(owned, meaning, literal.frame), isOutput: isOutputCall(literal.frame.callee) };
    const variables = isAnything ? this.tellingOf(literal) : [];
    // Its key tells nothing of others beside it.
    this.wait(literal, name, { frame: isOpen ? literal.frame : null, variables, among: null, isAnything, isCertain: true });
  }

  /** What a name is given to that says no more than that it is one. */
  private tellingOf(literal: Literal): readonly string[] {
    return [...neutralVariablesOf(literal), placeOf(literal)];
  }

  private short(written: Literal): void {
    const literal = /[-\d]/.test(written.text) ? unpacked(this.source, written) : written;
    const found = bareName(this.source, literal, this.libraries, this.aliases);
    if (found === null) return;
    const { name, counts, ...by } = found;
    if (counts === "here") this.add(name, literal);
    else if (counts === "in its call") this.wait(literal, name, { ...by, frame: literal.frame, isCertain: true });
    else this.give(literal, name, by);
  }

  /** `f"owner/name-{size}"`: what is known of it, with constants of the file put in. A variable alone has its text elsewhere. */
  private withHoles(literal: Literal): void {
    if (/^\$?\{[^{}]*\}$/.test(literal.text)) return;
    const filled = this.constants.filled(literal.text);
    const known = ownedName(this.libraries.handleIn(filled) ?? filled);
    const name = known ?? nameWithHoles(filled);
    const meaning = meaningOf(literal);
    const kept = meaning?.because === "call" ? keptUnder(this.source, literal.text) : null;
    if (kept !== null && meaning !== null) this.meant(literal, kept, meaning);
    else if (name === null) {
      if (isShortWithHoles(filled, meaning))
        this.wait(literal, { name: filled, kind: "model", from: 0 }, { frame: literal.frame, isCertain: true });
    } else if (meaning !== null && (meaning.because === "call" || known !== null)) this.meant(literal, name, meaning);
    else if (isStrong(name.name.replace(HOLE, "0")) || isToldByWriting(this.source, literal)) this.add(name, literal);
    else this.give(literal, name);
  }

  private give(literal: Literal, name: NameIn, by: Pick<Pending, "library" | "isOllamas"> = {}): void {
    const { frame, key, index } = literal;
    const place = standsIn(frame, key, index) ? { ...literal, frame: frame.parent, key: frame.outerKey } : literal;
    this.wait(literal, name, {
      frame,
      variables: [...variablesOf(place), functionAround(this.source, literal), placeOf(literal)],
      ...callOf(literal),
      isFirst: index === 0 && key === "" && name.name.includes("/"),
      isAnything: /^(?:data|(?:data_?)?path|name|id|url|source|repo)$/.test(lastPart(key)),
      isCertain: false,
      ...by,
    });
  }

  /** Keeps a name until the whole file is read. */
  private wait(literal: Literal, name: NameIn, how: Partial<Pending> & Pick<Pending, "isCertain">): void {
    const isOutput = name.isOutput === true || isOutputKey(lastPart(literal.key));
    const absolute = this.absolute({ ...name, isOutput }, literal.from);
    const own = { frame: null, variables: [], among: rowOf(this.source, literal), role: this.roleOf(literal) };
    this.undecided.add({ ...own, ...how, name: absolute });
  }

  private prose(text: string, from: number, role: Role = "mentioned"): void {
    if (role !== "mentioned") for (const name of namesInText(text)) this.put(name, from, role);
    for (const name of saidNames(text)) this.put(name, from, "mentioned");
    for (const name of namesInText(text)) this.put(name, from, role);
    for (const name of hostedNames(text)) this.put(name, from, "mentioned");
    this.spoken.keep(text, from);
  }

  private asked(name: NameIn, literal: Literal): void {
    this.add(name, literal, isCompared(this.source, literal) ? "mentioned" : this.role);
  }

  private add(name: NameIn, literal: Literal, role = this.role): void {
    this.put(name, literal.from, isShown(literal) ? "mentioned" : role);
  }

  private put(name: NameIn, from: number, role: Role): void {
    this.references.add(this.absolute(name, from), this.role === "mentioned" ? "mentioned" : role);
  }

  private roleOf(literal: Literal): Role {
    return isShown(literal) ? "mentioned" : this.role;
  }

  private absolute(name: NameIn, from: number): NameIn {
    return { ...name, from: this.place(from + name.from) };
  }
}
