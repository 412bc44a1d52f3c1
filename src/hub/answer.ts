import { limits } from "../limits.ts";
import { HubRefusal } from "./refusal.ts";

/**
 * A `fetch` for questions that are answered in JSON: reads the whole answer, up to the limit, and looks at its form, so that whoever takes it apart finds what
 * it expects. Throws HubRefusal for an answer that is too large, cut, no JSON, or of another form; and after too many answers to one question.
 */
export function checked(asking: typeof fetch, isOfForm: (answer: unknown) => boolean): typeof fetch {
  let pages = 0;
  return async (input, init) => {
    pages += 1;
    const response = await asking(input, init);
    const refused = async (what: string) => {
      await response.body?.cancel().catch(() => {});
      return new HubRefusal("failed", `the Hub's answer ${what}`, response.status);
    };
    if (pages > limits.hubPages) throw await refused(`has more than ${limits.hubPages} pages`);
    const bytes = await wholeBody(response);
    if (bytes === null) throw await refused(`is larger than ${limits.hubAnswerBytes / 1_000_000} MB`);
    const answer = parsed(bytes);
    if (answer === undefined) throw await refused("is not JSON, or cut");
    if (!isOfForm(answer)) throw await refused("is not of the form that the Hub's API has: is this address a Hub?");
    return new Response(bytes, { status: response.status, headers: response.headers });
  };
}

/** Null where it is longer than the limit. */
async function wholeBody(response: Response): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limits.hubAnswerBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** What a description must hold; what its card says may be anything. */
export function isInfo(answer: unknown): boolean {
  if (!isObject(answer) || typeof answer["id"] !== "string") return false;
  const { siblings } = answer;
  return (
    siblings === undefined || (Array.isArray(siblings) && siblings.every((file) => isObject(file) && typeof file["rfilename"] === "string"))
  );
}

export function isPage(answer: unknown): boolean {
  return (
    Array.isArray(answer) && answer.every((file) => isObject(file) && typeof file["path"] === "string" && typeof file["type"] === "string")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
