/** Which libraries a program works with, where that tells what a name is; looked for once, when it is first asked. */
export class Libraries {
  private gradio: boolean | null = null;
  private ownData: boolean | null = null;

  constructor(private readonly source: string) {}

  /** gradio's `Client("owner/name")` is a Space. */
  hasGradio(): boolean {
    this.gradio ??= this.source.includes("gradio");
    return this.gradio;
  }

  /** `load_dataset("penguins")` is not one of the Hub's. */
  hasOwnData(): boolean {
    this.ownData ??= OWN_DATA.test(this.source) && !this.source.includes("from datasets import");
    return this.ownData;
  }
}

const OWN_DATA = /\bfrom (?:seaborn|langchain\.evaluation) import [^\n]{0,200}\bload_dataset\b/;
