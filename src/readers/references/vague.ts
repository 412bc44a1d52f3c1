/** Words that programs of other kinds use too, for what `owner/name` looks like: `adapter: mysql/tcp`, `tokenizer: text/words`. */
const VAGUE_KEY = /^(?:adapters?|encoder|decoder|detectors?|classifier|tokenizer|lora|clip|weights|checkpoint|dataset)$/i;
/** What is more often no model: a pipeline that builds, the folder of Triton's models. */
const VAGUER_KEY = /^(?:pipelines?|model_?repository)$/i;

/** Whether such a key and a name of plain words leave open what is meant: a model's name has a digit, a dash, or letters of both cases. */
export function isVague(key: string, name: string): boolean {
  return (VAGUE_KEY.test(key) && /\/[a-z]+$/.test(name)) || isVaguer(key, name);
}

/** As above, of keys that say little in programs too: `weights="imagenet/resnet"`. */
export function isVaguer(key: string, name: string): boolean {
  return (VAGUER_KEY.test(key) && /\/[a-z_-]+$/.test(name)) || (key === "weights" && /\/[a-z]+$/.test(name));
}
