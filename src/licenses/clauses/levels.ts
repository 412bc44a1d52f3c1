import type { Paragraph } from "./paragraphs.ts";

/** One depth of nested lists. */
export interface Level {
  readonly marker: string;
  /** The number of the last item. */
  readonly label: string;
  readonly indent: number;
  /** The unit that leads up to its items. */
  readonly lead: number | null;
}

const romans = [
  "i",
  "ii",
  "iii",
  "iv",
  "v",
  "vi",
  "vii",
  "viii",
  "ix",
  "x",
  "xi",
  "xii",
  "xiii",
  "xiv",
  "xv",
  "xvi",
  "xvii",
  "xviii",
  "xix",
  "xx",
];

/** The depths that are open at a paragraph; the last is the paragraph's own. */
export function levelsAt(levels: readonly Level[], paragraph: Paragraph, previous: Paragraph | null, openLead: number | null): Level[] {
  const { indent, label } = paragraph;
  if (paragraph.marker === null) return unnumbered(levels, paragraph, previous, openLead);
  const marker = resolved(paragraph.marker, label, levels);
  const same = levels.findLastIndex((level) => level.marker === marker && Math.abs(level.indent - indent) <= 1);
  const top = levels.at(-1);
  const sibling = same >= 0 && same === levels.length - 1 && previous?.marker !== null;
  const kept = levels[same];
  if (kept !== undefined && (openLead === null || sibling)) return [...levels.slice(0, same), { ...kept, label }];
  const loose = levels.findLastIndex((level) => level.marker === marker && level.indent > indent);
  const base =
    same >= 0
      ? levels.slice(0, same)
      : loose >= 0 && openLead === null
        ? levels.slice(0, loose)
        : levels.filter((level) => level.marker !== "" || openLead !== null);
  const titled = previous?.heading === true && previous.marker !== null && top !== undefined && same < 0 && loose < 0;
  return [...base, { marker, label, indent, lead: openLead ?? (titled ? top.lead : null) }];
}

/** Whether a paragraph is the next item of a list that is open already. */
export function continuesLevel(levels: readonly Level[], paragraph: Paragraph): boolean {
  const { marker, label, indent } = paragraph;
  if (marker === null) return false;
  const kind = resolved(marker, label, levels);
  return levels.some((level) => level.marker === kind && Math.abs(level.indent - indent) <= 1 && follows(level.label, label));
}

function follows(before: string, label: string): boolean {
  if (label === "") return before === "";
  if (/^\d+$/.test(label)) return Number(label) === Number(before) + 1;
  if (romans.includes(before) && romans.indexOf(label) === romans.indexOf(before) + 1) return true;
  return label.length === 1 && before.length === 1 && label.charCodeAt(0) === before.charCodeAt(0) + 1;
}

function unnumbered(levels: readonly Level[], paragraph: Paragraph, previous: Paragraph | null, openLead: number | null): Level[] {
  const { indent } = paragraph;
  if (openLead !== null) return [...levels, { marker: "", label: "", indent, lead: openLead }];
  const top = levels.at(-1);
  if (top?.marker === "" && top.lead !== null && !paragraph.heading && continuesList(paragraph.text)) return [...levels];
  if (top?.marker === "" && previous !== null && /[;；,，]\s*(?:(?:and|or|and\/or|或|和)\s*)?$/i.test(previous.text)) return [...levels];
  const leads = /[:：][*_\s]*$/.test(paragraph.text);
  if (previous?.heading === true && previous.marker !== null && top?.lead != null && continuesList(paragraph.text) && !leads)
    return [...levels];
  const kept = levels.filter((level) => level.marker !== "" && level.lead === null);
  return [...kept, { marker: "", label: "", indent, lead: null }];
}

/** Tells letters from Roman numbers by what went before: "(i)" follows "(h)", or begins a list of its own. */
function resolved(marker: string, label: string, levels: readonly Level[]): string {
  if (!/^[(]?[ai][).]$/i.test(marker)) return marker;
  const capital = marker !== marker.toLowerCase();
  const letters = capital ? marker.replace("I", "A") : marker.replace("i", "a");
  const roman = capital ? letters.replace("A", "I") : letters.replace("a", "i");
  const number = romans.indexOf(label);
  if (number < 0) return letters;
  if (levels.some((level) => level.marker === roman && romans.indexOf(level.label) === number - 1)) return roman;
  const before = label.length === 1 ? String.fromCharCode(label.charCodeAt(0) - 1) : "";
  return levels.some((level) => level.marker === letters && level.label === before) ? letters : roman;
}

/** Whether a paragraph without a number goes on with a list: it does not begin as a sentence of its own would. */
function continuesList(text: string): boolean {
  return (
    !/^[*_\s]*(?:you|your|we|our|us|this|these|if|the|in|any|for|by|except|nothing|all|each|licensor|licensee|subject|unless|notwithstanding|to the extent|please|no|neither|it|a|an|as|other|section|article)\b/i.test(
      text,
    ) && !/^(?:本|您|如|我们|若|第)/.test(text)
  );
}
