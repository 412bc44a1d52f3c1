import type { HubName, Library } from "./library-names.ts";

// Names of libraries for images, as those who publish the weights have them on the Hub.

const OPENAI: Readonly<Record<string, string>> = {
  "ViT-B-32": "base-patch32",
  "ViT-B-16": "base-patch16",
  "ViT-L-14": "large-patch14",
  "ViT-L-14-336": "large-patch14-336",
};

/** `ViT-L/14@336px`, as OpenAI's own package has it, or `ViT-L-14-336`; undefined for the networks of which the Hub has no copy. */
function ofOpenAi(network: string): HubName | undefined {
  const size = OPENAI[network.replace("/", "-").replace(/@(\d+)px$|-quickgelu$/, (_, pixels?: string) => (pixels ? `-${pixels}` : ""))];
  return size === undefined ? undefined : ["openai", `clip-vit-${size}`];
}

/** `clip.load("ViT-B/32")` */
export const CLIP: Library = {
  call: /(?:^|[._])clip\.load$/,
  takes: /^name$/,
  named: (text) => (text.startsWith("ViT-") && text.includes("/") ? ofOpenAi(text) : undefined),
};

const NETWORK = /^ViT-(?:B-32|B-16|L-14|H-14|g-14)$/;

/** The weights that OpenCLIP knows by a network and a tag, and of which the Hub has a repository that is called after both. */
function weightsOf(network: string, tag: string): HubName | undefined {
  if (tag === "openai") return ofOpenAi(network);
  const trained = /^(laion2b|datacomp_xl)_s(\d+)b_b(\d+)k$/.exec(tag);
  if (trained === null || !NETWORK.test(network)) return undefined;
  const [, data, samples, batch] = trained;
  return ["laion", `CLIP-${network}-${data === "laion2b" ? "laion2B" : "DataComp.XL"}-s${samples}B-b${batch}K`];
}

/** `open_clip.create_model_and_transforms("ViT-B-32", pretrained="laion2b_s34b_b79k")` */
export const OPEN_CLIP: Library = {
  call: /(?:^|\.)(?:open_clip\.create_model(?:_from_pretrained)?|create_model_and_transforms)$/,
  takes: /^pretrained$/,
  at: 1,
  named: (text, first) => weightsOf(first, text),
};

/** The packs of models that InsightFace fetches: `FaceAnalysis(name="buffalo_l")`. */
export const INSIGHTFACE: Library = {
  call: /(?:^|\.)FaceAnalysis$/,
  takes: /^name$/,
  named: (text) => (/^(?:buffalo_(?:l|m|s|sc)|antelopev2)$/.test(text) ? ["insightface", text] : undefined),
};

/** The first words of timm's networks; its own name for the weights stands behind a dot: `vit_small_patch14_dinov2.lvd142m`. */
const FAMILIES =
  /^(?:[a-z]{2,7}_)?(?:aimv2|beit|botnet|caformer|cait|coat|convformer|convit|convmixer|convnext|crossvit|cs3|csp|darknet|davit|deit|densenet|dla|dpn|ecaresne|edgenext|efficientformer|efficientnet|efficientvit|eva|fastvit|fbnet|focalnet|gcvit|gernet|ghostnet|halonet|hgnet|hiera|hrnet|inception|lcnet|levit|maxvit|maxxvit|mixer|mixnet|mnasnet|mobilenet|mobileone|mobilevit|mvitv2|nasnet|nextvit|nfnet|pnasnet|poolformer|pvt_v2|regnet|repghostnet|repvgg|repvit|res2ne|resmlp|resnest|resnet|resnext|rexnet|samvit|selecsls|senet|seresne|skresne|spnasnet|swin|tinynet|tiny_vit|tresnet|twins|vgg|visformer|vit|volo|vovnet|xception|xcit)[\da-z_]*(?:\.[\da-z_]+)?$/;

/** `timm.create_model("resnet50d", pretrained=True)` */
export const TIMM: Library = {
  call: /(?:^|\.)timm(?:\.models)?\.create_model$/,
  takes: /^model_name$/,
  named: (text) => (FAMILIES.test(text) ? ["timm", text] : undefined),
  loads: ({ named }) => named?.get("pretrained") === "True",
};
