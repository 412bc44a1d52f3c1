// Written by `npm run generate`: every module of this folder.
import type { Reader } from "../model.ts";
import { allennlpModelcard } from "./allennlp-modelcard.ts";
import { armMlzoo } from "./arm-mlzoo.ts";
import { autotrain } from "./autotrain.ts";
import { axolotl } from "./axolotl.ts";
import { azuremlModel } from "./azureml-model.ts";
import { bentoml } from "./bentoml.ts";
import { bioimageioRdf } from "./bioimageio-rdf.ts";
import { cardData } from "./card-data.ts";
import { codeLists } from "./code-lists.ts";
import { codeReferences } from "./code-references.ts";
import { codeRegistries } from "./code-registries.ts";
import { cog } from "./cog.ts";
import { comfyuiModelList } from "./comfyui-model-list.ts";
import { configurationReferences } from "./configuration-references.ts";
import { coquiModels } from "./coqui-models.ts";
import { coreml } from "./coreml.ts";
import { croissant } from "./croissant.ts";
import { cyclonedxMlbom } from "./cyclonedx-mlbom.ts";
import { dataPackage } from "./data-package.ts";
import { datasetInfo } from "./dataset-info.ts";
import { datasetList } from "./dataset-list.ts";
import { dockerComposeModels } from "./docker-compose-models.ts";
import { dockerModelCards } from "./docker-model-cards.ts";
import { dvc } from "./dvc.ts";
import { ecosystemGraphs } from "./ecosystem-graphs.ts";
import { fairseq2Cards } from "./fairseq2-cards.ts";
import { gguf } from "./gguf.ts";
import { gpt4allCatalog } from "./gpt4all-catalog.ts";
import { hailoNetwork } from "./hailo-network.ts";
import { huggingfaceCard } from "./huggingface-card.ts";
import { huggingfaceDatasetScript } from "./huggingface-dataset-script.ts";
import { k8sModelCrd } from "./k8s-model-crd.ts";
import { kaggleMetadata } from "./kaggle-metadata.ts";
import { kaitoPresets } from "./kaito-presets.ts";
import { kipoi } from "./kipoi.ts";
import { kitopsKitfile } from "./kitops-kitfile.ts";
import { kserve } from "./kserve.ts";
import { kubeflowModelCatalog } from "./kubeflow-model-catalog.ts";
import { licenseFile } from "./license-file.ts";
import { litellmConfig } from "./litellm-config.ts";
import { llamafactory } from "./llamafactory.ts";
import { lmstudioCatalog } from "./lmstudio-catalog.ts";
import { localaiGallery } from "./localai-gallery.ts";
import { mergekit } from "./mergekit.ts";
import { mhubMeta } from "./mhub-meta.ts";
import { mlflowMlmodel } from "./mlflow-mlmodel.ts";
import { modelCardToolkit } from "./model-card-toolkit.ts";
import { modelList } from "./model-list.ts";
import { modelpackSpec } from "./modelpack-spec.ts";
import { modelscopeConfiguration } from "./modelscope-configuration.ts";
import { mofYaml } from "./mof-yaml.ts";
import { monaiBundle } from "./monai-bundle.ts";
import { neuronets } from "./neuronets.ts";
import { nnunetDataset } from "./nnunet-dataset.ts";
import { oliveRecipeInfo } from "./olive-recipe-info.ts";
import { ollamaModelfile } from "./ollama-modelfile.ts";
import { onnxHub } from "./onnx-hub.ts";
import { onnxTurnkey } from "./onnx-turnkey.ts";
import { onnx } from "./onnx.ts";
import { openmmlabMetafile } from "./openmmlab-metafile.ts";
import { openvinoOmz } from "./openvino-omz.ts";
import { osaiIndex } from "./osai-index.ts";
import { paddleModelcenter } from "./paddle-modelcenter.ts";
import { paddlehubModule } from "./paddlehub-module.ts";
import { peftAdapter } from "./peft-adapter.ts";
import { podmanAilab } from "./podman-ailab.ts";
import { proseReferences } from "./prose-references.ts";
import { qualcommAihub } from "./qualcomm-aihub.ts";
import { ramalamaShortnames } from "./ramalama-shortnames.ts";
import { roboflowDataset } from "./roboflow-dataset.ts";
import { roboflowReadme } from "./roboflow-readme.ts";
import { safetensors } from "./safetensors.ts";
import { sentenceTransformers } from "./sentence-transformers.ts";
import { spacyMeta } from "./spacy-meta.ts";
import { spdx2 } from "./spdx2.ts";
import { spdx3Ai } from "./spdx3-ai.ts";
import { stacMlm } from "./stac-mlm.ts";
import { tfhubDocs } from "./tfhub-docs.ts";
import { tflite } from "./tflite.ts";
import { torchtune } from "./torchtune.ts";
import { transformersConfig } from "./transformers-config.ts";
import { tritonConfig } from "./triton-config.ts";
import { vllmHelmValues } from "./vllm-helm-values.ts";
import { weights } from "./weights.ts";

export const readers: readonly Reader[] = [
  allennlpModelcard,
  armMlzoo,
  autotrain,
  axolotl,
  azuremlModel,
  bentoml,
  bioimageioRdf,
  cardData,
  codeLists,
  codeReferences,
  codeRegistries,
  cog,
  comfyuiModelList,
  configurationReferences,
  coquiModels,
  coreml,
  croissant,
  cyclonedxMlbom,
  dataPackage,
  datasetInfo,
  datasetList,
  dockerComposeModels,
  dockerModelCards,
  dvc,
  ecosystemGraphs,
  fairseq2Cards,
  gguf,
  gpt4allCatalog,
  hailoNetwork,
  huggingfaceCard,
  huggingfaceDatasetScript,
  k8sModelCrd,
  kaggleMetadata,
  kaitoPresets,
  kipoi,
  kitopsKitfile,
  kserve,
  kubeflowModelCatalog,
  licenseFile,
  litellmConfig,
  llamafactory,
  lmstudioCatalog,
  localaiGallery,
  mergekit,
  mhubMeta,
  mlflowMlmodel,
  modelCardToolkit,
  modelList,
  modelpackSpec,
  modelscopeConfiguration,
  mofYaml,
  monaiBundle,
  neuronets,
  nnunetDataset,
  oliveRecipeInfo,
  ollamaModelfile,
  onnxHub,
  onnxTurnkey,
  onnx,
  openmmlabMetafile,
  openvinoOmz,
  osaiIndex,
  paddleModelcenter,
  paddlehubModule,
  peftAdapter,
  podmanAilab,
  proseReferences,
  qualcommAihub,
  ramalamaShortnames,
  roboflowDataset,
  roboflowReadme,
  safetensors,
  sentenceTransformers,
  spacyMeta,
  spdx2,
  spdx3Ai,
  stacMlm,
  tfhubDocs,
  tflite,
  torchtune,
  transformersConfig,
  tritonConfig,
  vllmHelmValues,
  weights,
];
