/**
 * The Hub's first data sets of text, which have no owner, under the names that `load_dataset` took (https://huggingface.co/datasets, entries without an
 * owner until they moved to one). Pictures are left out: programs load those by other libraries under the same names.
 */
const FIRST = new Set(
  (
    "ag_news ai2_arc amazon_polarity anli banking77 bigpatent billsum blimp bookcorpus boolq c4 cc_news cnn_dailymail commonsense_qa conll2003 conll2012_ontonotesv5 " +
    "coqa cos_e dbpedia_14 drop e2e_nlg emotion eli5 flores glue go_emotions google_wellformed_query gsm8k hans hellaswag hotpot_qa imdb iwslt2017 lambada " +
    "librispeech_asr lex_glue math_dataset mbpp mc4 medmcqa medical_questions_pairs mkqa mlqa mlsum ms_marco multi_news multi_nli narrativeqa natural_questions " +
    "newsgroup newsqa nq_open openai_humaneval openbookqa openwebtext opus100 opus_books oscar paws paws-x piqa ptb_text_only pubmed_qa qasper quac quail quora race " +
    "reddit_tifu rotten_tomatoes samsum scan sciq scitail sick silicone snli social_i_qa squad squad_v2 squadshifts sst2 super_glue swag ted_talks_iwslt tiny_shakespeare " +
    "trivia_qa truthful_qa tweet_eval tweets_hate_speech_detection tydiqa wiki40b wiki_dpr wiki_qa wikiann wikihow wikitext winogrande wmt14 wmt16 wmt19 wnut_17 " +
    "xcopa xnli xquad xsum yahoo_answers_topics yelp_polarity yelp_review_full"
  ).split(" "),
);
/** Among these are words of every language: where the key says only that data stand there, they say too little. */
const WORDS = new Set("coqa drop emotion hans newsgroup oscar quail quora race scan sick silicone swag glue paws lambada".split(" "));
/** What is said of a data set besides its name, which may be called as it is. */
const OF_DATASET = /[-_]?(?:config(?:uration)?(?:_?name)?|subset|split|type|kind|format|task|col(?:umn)?s?|fields?|dir|folder|mode)$/i;

/** Whether a name without an owner, at a key that says data set, is one of the Hub's own. */
export function isFirstDataset(key: string, name: string): boolean {
  return FIRST.has(name) && !OF_DATASET.test(key) && (!WORDS.has(name) || /data_?sets?[-_]?name$/i.test(key));
}
