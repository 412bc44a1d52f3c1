import { describe, expect, it } from "vitest";
import { decodeText } from "../../../src/formats/text.ts";
import { withoutTags } from "../../../src/licenses/texts/markup.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("decodeText", () => {
  it.each([
    ["utf-8", Buffer.from("Grüße, 许可")],
    ["utf-8", Buffer.from("\ufeffGrüße, 许可")],
    ["utf-16le", Buffer.from("\ufeffGrüße, 许可", "utf16le")],
    ["utf-16be", Buffer.from("\ufeffGrüße, 许可", "utf16le").swap16()],
  ])("reads %s", (encoding, content) => {
    const decoded = decodeText(content);
    expect(decoded.encoding).toBe(encoding);
    expect(decoded.text.replace("\ufeff", "")).toBe("Grüße, 许可");
  });

  it("reads UTF-16 without a byte order mark", () => {
    expect(decodeText(Buffer.from("MIT License\n", "utf16le"))).toEqual({ text: "MIT License\n", encoding: "utf-16le" });
  });

  it("reads GB18030", () => {
    const license = [0xd0, 0xed, 0xbf, 0xc9, 0xd0, 0xad, 0xd2, 0xe9];
    expect(decodeText(bytes(...license, ...license, 0x0a))).toEqual({ text: "许可协议许可协议\n", encoding: "gb18030" });
  });

  it("reads the rest as Latin-1", () => {
    expect(decodeText(bytes(0x47, 0x72, 0xfc, 0xdf, 0x65))).toEqual({ text: "Grüße", encoding: "windows-1252" });
  });
});

describe("tags of HTML", () => {
  it("fall away without moving lines", () => {
    const text = "<html>\n<head><style>p {\n}</style></head>\n<body><p class='x'>one</p>\n<p>two <b>three</b></p></body></html>";
    const stripped = withoutTags(text);
    expect(stripped.split("\n")).toHaveLength(text.split("\n").length);
    expect(stripped.replace(/\s+/g, " ").trim()).toBe("one two three");
  });

  it("are told from placeholders", () => {
    expect(withoutTags("Copyright <year> <owner> and a < b")).toBe("Copyright <year> <owner> and a < b");
  });
});
