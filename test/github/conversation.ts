/** Comments and check runs of one repository, as GitHub keeps them. */

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly annotation_level: string;
  readonly title?: string;
  readonly message: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string | null;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  /** All requests' annotations: they append. */
  readonly annotations: Annotation[];
}

const NOW = "2026-11-23T00:00:00Z";

/** A comment may have 65,536 characters. */
const LONGEST_COMMENT = 65_536;
/** A check run's summary may have 65,535 bytes, whatever the documentation says of characters (github/docs, issue 35252). */
const LONGEST_SUMMARY = 65_535;

export class Conversation {
  readonly comments: Comment[] = [];
  readonly checkRuns: CheckRun[] = [];
  private next = 1;
  readonly login: string;

  constructor(login: string) {
    this.login = login;
  }

  /** Somebody else writes a comment. */
  say(issue: number, login: string, body: string): Comment {
    const comment = { id: this.next++, issue, login, body };
    this.comments.push(comment);
    return comment;
  }

  read(template: string, path: Readonly<Record<string, string>>, query: URLSearchParams) {
    const size = Number(query.get("per_page") ?? "30");
    const start = (Number(query.get("page") ?? "1") - 1) * size;
    if (template === "/issues/{issue_number}/comments") {
      const own = this.comments.filter(({ issue }) => issue === Number(path["issue_number"]));
      const more = start + size < own.length;
      const nextPage = more ? { nextPage: Number(query.get("page") ?? "1") + 1 } : {};
      return { status: 200, body: own.slice(start, start + size).map(commentBody), ...nextPage };
    }
    const runs = this.checkRuns.filter(
      ({ head_sha, name }) => head_sha === path["ref"] && (query.get("check_name") === null || name === query.get("check_name")),
    );
    return { status: 200, body: { total_count: runs.length, check_runs: runs.slice(start, start + size).map(checkRunBody) } };
  }

  /** Null where there is no such thing. */
  write(method: string, template: string, path: Readonly<Record<string, string>>, body: unknown) {
    if (template === "/issues/{issue_number}/comments") {
      const text = textOf(body);
      if (text.length > LONGEST_COMMENT) return tooLong();
      return { status: 201, body: commentBody(this.say(Number(path["issue_number"]), this.login, text)) };
    }
    if (template === "/issues/comments/{comment_id}") return this.change(method, Number(path["comment_id"]), body);
    const given = body as Partial<CheckRun> & { output?: { title?: string; summary?: string; text?: string; annotations?: Annotation[] } };
    const known = this.checkRuns.find(({ id }) => id === Number(path["check_run_id"]));
    if (template === "/check-runs/{check_run_id}" && known === undefined) return null;
    const run: CheckRun =
      known ??
      ({
        ...{ id: this.next++, name: given.name ?? "", head_sha: given.head_sha ?? "", external_id: given.external_id ?? null },
        status: "queued",
      } as CheckRun);
    const { title = null, summary = null, text = null, annotations = [] } = given.output ?? {};
    if (Buffer.byteLength(summary ?? "") > LONGEST_SUMMARY)
      return { status: 422, body: { message: "Validation Failed: summary exceeds a maximum bytesize of 65535" } };
    const changed = { ...run, status: given.status ?? run.status, conclusion: given.conclusion ?? run.conclusion ?? null };
    const output =
      given.output === undefined && known !== undefined ? run.output : { title: title ?? run.output?.title ?? null, summary, text };
    const whole = { ...changed, output, annotations: [...(run.annotations ?? []), ...annotations] };
    this.checkRuns.splice(known === undefined ? this.checkRuns.length : this.checkRuns.indexOf(known), known === undefined ? 0 : 1, whole);
    return { status: known === undefined ? 201 : 200, body: checkRunBody(whole) };
  }

  private change(method: string, id: number, body: unknown) {
    const index = this.comments.findIndex((comment) => comment.id === id);
    const comment = this.comments[index];
    if (comment === undefined) return null;
    if (method === "DELETE") {
      this.comments.splice(index, 1);
      return { status: 204, body: null };
    }
    const text = textOf(body);
    if (text.length > LONGEST_COMMENT) return tooLong();
    comment.body = text;
    return { status: 200, body: commentBody(comment) };
  }
}

function tooLong() {
  return { status: 422, body: { message: "Validation Failed: body is too long (maximum is 65536 characters)" } };
}

function textOf(body: unknown): string {
  return String((body as { body?: unknown }).body ?? "");
}

const USER_LINKS =
  "avatar_url url html_url followers_url following_url gists_url starred_url subscriptions_url organizations_url repos_url events_url received_events_url";

export function userBody(login: string): object {
  const links = Object.fromEntries(USER_LINKS.split(" ").map((name) => [name, `https://api.github.com/users/${login}`]));
  const type = login.endsWith("[bot]") ? "Bot" : "User";
  return { login, id: 1, node_id: "U_1", gravatar_id: "", type, site_admin: false, ...links };
}

function commentBody({ id, issue, login, body }: Comment): object {
  return {
    ...{ id, node_id: `IC_${id}`, url: `https://api.github.com/comments/${id}`, html_url: `https://github.com/comment/${id}`, body },
    user: userBody(login),
    ...{ created_at: NOW, updated_at: NOW, issue_url: `https://api.github.com/issues/${issue}` },
  };
}

function checkRunBody({ id, name, head_sha, external_id, status, conclusion, output, annotations }: CheckRun): object {
  return {
    ...{ id, name, head_sha, external_id, status, conclusion, node_id: `CR_${id}`, url: `https://api.github.com/check-runs/${id}` },
    ...{ html_url: `https://github.com/runs/${id}`, details_url: null, started_at: NOW, completed_at: status === "completed" ? NOW : null },
    output: { ...output, annotations_count: annotations.length, annotations_url: `https://api.github.com/check-runs/${id}/annotations` },
    ...{ check_suite: { id: 1 }, app: null, pull_requests: [] },
  };
}
