import type { Result } from "../../../model.ts";
import { count, waiverStateText } from "../wording.ts";
import { type Html, html } from "./markup.ts";

const MOST = 100;
const DAY = 86_400_000;

type Waiver = Result["waivers"][number];

interface Dated {
  readonly waiver: Waiver;
  /** Days since 1970. */
  readonly end: number;
}

/** Waivers in the order in which they end, each as a bar from the day of the scan, with that day marked. */
export function timeLine({ waivers, scan }: Result): Html {
  if (waivers.length === 0) return html`<p>The policy holds no waivers.</p>`;
  const today = dayOf(scan.date);
  const dated = waivers
    .flatMap((waiver): Dated[] => {
      const end = dayOf(waiver.expires);
      return end === null ? [] : [{ waiver, end }];
    })
    .toSorted((a, b) => a.end - b.end);
  if (today === null || dated.length === 0) return html`<p>The waivers have no day that can be drawn; they are listed below.</p>`;
  const shown = dated.slice(0, MOST);
  const first = Math.min(today, ...shown.map(({ end }) => end)) - 15;
  const last = Math.max(today, ...shown.map(({ end }) => end)) + 15;
  const at = (day: number) => Math.round((10_000 * (day - first)) / (last - first)) / 100;
  return html`<table class="chart"><caption>From ${textOf(first)} to ${textOf(last)}; the upright line is the day of the scan, ${scan.date}${shown.length < waivers.length ? `; the first ${shown.length} of ${count(waivers.length, "waiver")}` : ""}</caption>
<thead class="hidden"><tr><th scope="col">Waiver</th><th scope="col">Time</th><th scope="col">Ends</th></tr></thead><tbody>
${shown.map(({ waiver, end }) => lineOf(waiver, end, today, at))}</tbody></table>
`;
}

function lineOf(waiver: Waiver, end: number, today: number, at: (day: number) => number): Html {
  const days = end - today;
  const words = days >= 0 ? `${count(days, "day")} left` : `ended ${count(-days, "day")} ago`;
  const [from, to] = days >= 0 ? [today, end] : [end, today];
  return html`<tr><th scope="row"><code>${waiver.component}</code>${waiver.check === null ? null : html`, ${waiver.check}`} (${waiverStateText(waiver.state)})</th>
<td><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${words}"><rect class="ground" width="100" height="10"/><rect class="fill ${days >= 0 ? "pass" : "fail"}" x="${at(from)}" y="2" width="${Math.max(0.5, at(to) - at(from))}" height="6"/><rect class="now" x="${at(today)}" width="0.6" height="10"/></svg></td>
<td class="number"><time>${waiver.expires}</time><br>${words}</td></tr>
`;
}

/** Days since 1970; null for what is no day. */
function dayOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? null : time / DAY;
}

function textOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
