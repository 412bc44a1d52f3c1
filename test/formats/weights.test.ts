import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGguf } from "../../src/formats/gguf.ts";
import { limits } from "../../src/limits.ts";
import type { Reading } from "../../src/model.ts";
import { gguf } from "../../src/readers/gguf.ts";
import { safetensors } from "../../src/readers/safetensors.ts";
import { mutatedBytes } from "../harness/mutated.ts";
import { cases } from "../harness/properties.ts";
import { expectInside, expectSaid, placesOfReading } from "../harness/values.ts";
import { ggufBytes, safetensorsBytes } from "../harness/weights.ts";

const METADATA = { "general.architecture": "llama", "general.license": "mit", "general.tags": ["a", "b"], count: 3, flag: true };
const SAMPLES = [ggufBytes(METADATA), ggufBytes({}), ggufBytes({ "general.name": "x".repeat(300) })];

const text = fc.string({ unit: "grapheme", maxLength: 20 }).map((one) => Buffer.from(one).toString("utf8"));

describe("GGUF", () => {
  test("gives back what was written", () => {
    const value = fc.oneof(text, fc.nat(), fc.boolean(), fc.array(text, { maxLength: 5 }));
    const property = fc.property(fc.dictionary(text, value, { maxKeys: 8, noNullPrototype: true }), (metadata) => {
      const header = readGguf(ggufBytes(metadata));
      expect(header).toMatchObject({ version: 3, stopped: null });
      expect(Object.fromEntries(header?.metadata ?? [])).toEqual(metadata);
    });
    fc.assert(property, cases(300));
  });

  test("never throws, whatever it reads", async () => {
    const bytes = fc.oneof(
      mutatedBytes(SAMPLES),
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 60 }).map((rest) => new Uint8Array(Buffer.concat([Buffer.from("GGUF"), rest]))),
    );
    const property = fc.asyncProperty(bytes, fc.option(fc.nat(100_000)), async (content, more) => {
      const size = more === null ? null : content.length + more;
      const reading: Reading = await gguf.read({ path: "m.gguf", bytes: content, size });
      expectSaid(reading.problems);
      expectInside(placesOfReading(reading), "", "m.gguf");
      if (reading.more !== undefined) expect(reading.more).toBeGreaterThan(content.length);
      else expect(reading.declarations, "weights lie here whatever their header says").toHaveLength(1);
    });
    await fc.assert(property, cases(1500));
  });

  test("a file cut anywhere is a problem, or asks for more where there is more", async () => {
    const whole = ggufBytes(METADATA);
    for (let length = 8; length < whole.length; length += 1) {
      const cut = await gguf.read({ path: "m.gguf", bytes: whole.subarray(0, length), size: length });
      expect(cut.problems, `${length} of ${whole.length}`).toHaveLength(1);
      const head = await gguf.read({ path: "m.gguf", bytes: whole.subarray(0, length), size: whole.length });
      expect(head.more, `${length} of ${whole.length}`).toBeGreaterThan(length);
    }
  });

  test("counts that no file can hold end the reading", async () => {
    for (const count of [2n ** 63n, 2n ** 53n, 10_001n, 2n ** 31n]) {
      const bytes = Buffer.from(ggufBytes({}));
      bytes.writeBigUInt64LE(count, 16);
      const reading = await gguf.read({ path: "m.gguf", bytes, size: bytes.length });
      expect(reading.problems, String(count)).toHaveLength(1);
    }
  });

  test("version 1 has narrow counts, and big-endian files are read", () => {
    const v1 = Buffer.concat([
      Buffer.from("GGUF"),
      Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
      Buffer.from("k"),
      Buffer.from([8, 0, 0, 0, 1, 0, 0, 0]),
      Buffer.from("v"),
    ]);
    expect(readGguf(v1)?.metadata.get("k")).toBe("v");
    const big = Buffer.concat([
      Buffer.from("GGUF"),
      Buffer.from([0, 0, 0, 3]),
      Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
      Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
      Buffer.from("k"),
      Buffer.from([0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1]),
      Buffer.from("v"),
    ]);
    expect(readGguf(big)?.metadata.get("k")).toBe("v");
  });
});

describe("safetensors", () => {
  test("gives back the license that was written, beside any tensors", async () => {
    const property = fc.asyncProperty(
      text.filter((one) => one.trim() !== ""),
      fc.boolean(),
      async (license, tensorsFirst) => {
        const metadata = { "modelspec.license": license, format: "pt" };
        const tensor = { dtype: "F32", shape: [1], data_offsets: [0, 4] };
        const header = JSON.stringify(tensorsFirst ? { a: tensor, __metadata__: metadata } : { __metadata__: metadata, a: tensor });
        const length = Buffer.alloc(8);
        length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
        const bytes = new Uint8Array(Buffer.concat([length, Buffer.from(header)]));
        const reading: Reading = await safetensors.read({ path: "m.safetensors", bytes, size: bytes.length + 4 });
        expect(reading.problems).toEqual([]);
        expect(reading.declarations[0]?.licenses).toMatchObject([{ value: license }]);
      },
    );
    await fc.assert(property, cases(300));
  });

  test("never throws, whatever it reads", async () => {
    const samples = [
      safetensorsBytes({ license: "mit", base_model: "a/b" }),
      safetensorsBytes({}),
      new Uint8Array(Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from("{}")])),
    ];
    const property = fc.asyncProperty(
      fc.oneof(mutatedBytes(samples), fc.uint8Array({ maxLength: 200 })),
      fc.option(fc.nat(100_000)),
      async (bytes, more) => {
        const size = more === null ? null : bytes.length + more;
        const reading: Reading = await safetensors.read({ path: "m.safetensors", bytes, size });
        expectSaid(reading.problems);
        expectInside(placesOfReading(reading), "", "m.safetensors");
        if (reading.more !== undefined) expect(reading.more).toBeGreaterThan(bytes.length);
        else expect(reading.declarations).toHaveLength(1);
      },
    );
    await fc.assert(property, cases(1500));
  });

  test("metadata behind a long list of tensors are asked for and found", async () => {
    const tensors = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`layer.${index}.weight`, { dtype: "F32", shape: [1, 2], data_offsets: [0, 8] }]),
    );
    const header = Buffer.from(JSON.stringify({ ...tensors, __metadata__: { license: "mit" } }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const bytes = new Uint8Array(Buffer.concat([length, header]));
    expect(bytes.length).toBeGreaterThan(limits.headerBytes);
    const path = "m.safetensors";
    const start: Reading = await safetensors.read({ path, bytes: bytes.subarray(0, limits.headerBytes), size: bytes.length });
    expect(start.more).toBe(bytes.length);
    const whole: Reading = await safetensors.read({ path, bytes, size: bytes.length });
    expect(whole.declarations[0]?.licenses).toMatchObject([{ value: "mit" }]);
  });

  test("the start of a header does not end with a tensor by chance", async () => {
    // The first bytes end exactly behind a `}`: the header goes on all the same.
    const fill = (count: number) =>
      Buffer.from(
        `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"${"b".repeat(count)}":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}`,
      );
    const start = fill(limits.headerBytes - 8 - fill(0).length);
    const header = Buffer.concat([start, Buffer.from(',"__metadata__":{"license":"mit"}}')]);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const bytes = new Uint8Array(Buffer.concat([length, header]));
    const reading: Reading = await safetensors.read({
      path: "m.safetensors",
      bytes: bytes.subarray(0, limits.headerBytes),
      size: bytes.length,
    });
    expect(reading.more).toBe(bytes.length);
  });

  test("a tensor called __metadata__ in a text of another is not taken for it", async () => {
    const header = Buffer.from('{"x\\"__metadata__":{"dtype":"F32"},"__metadata__":{"license":"mit"}}');
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const bytes = new Uint8Array(Buffer.concat([length, header]));
    const reading: Reading = await safetensors.read({ path: "m.safetensors", bytes, size: bytes.length });
    expect(reading.declarations[0]?.licenses).toMatchObject([{ value: "mit" }]);
  });
});
