import type { Literal } from "../../formats/code-syntax.ts";
import type { NameIn } from "./names.ts";

// Weights that a library gets from their publisher by the name of a file alone.

const OWNER = "Ultralytics";
const CALL = /(?:^|[.:_])(?:YOLO|YOLOWorld|YOLOE)$/;
/** Ultralytics' own: `yolov8n.pt`, `yolo11x-pose.pt`. What others have trained with it has other words behind the size. */
const YOLO = /^yolo(v?\d{1,2})(?:[nsmlxbct]|tu?)u?(?:-(?:seg|pose|obb|cls|oiv7|world(?:v2)?))?(?:\.(?:pt|onnx|engine|torchscript))?$/i;

/** The repository of Ultralytics on the Hub that holds the weights which `YOLO("yolov8n.pt")` gets; null for other files and calls. */
export function weightsOf({ text, frame, key, index }: Literal): NameIn | null {
  if (frame.opener !== "(" || !CALL.test(frame.callee) || !(key === "model" || (key === "" && index === 0))) return null;
  const version = YOLO.exec(text)?.[1];
  return version === undefined ? null : { name: `${OWNER}/YOLO${version.toLowerCase()}`, kind: "model", from: 0 };
}
