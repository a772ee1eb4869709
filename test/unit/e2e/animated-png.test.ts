import { crc32, deflateSync, inflateSync } from 'node:zlib';

import { animatedPng } from '../../e2e/setup/animated-png';

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** A picture of one colour, in grey. */
function picture(width: number, grey: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(1, 4);
	header.writeUInt8(8, 8);
	const row = deflateSync(Buffer.from([0, ...Array<number>(width).fill(grey)]));
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		// Chromium writes several of these.
		chunk('IDAT', row.subarray(0, 3)),
		chunk('IDAT', row.subarray(3)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function read(png: Buffer) {
	const chunks = [];
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		const body = png.subarray(at + 4, at + 8 + length);
		expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
		chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
		at += length + 12;
	}
	return chunks;
}

const pixels = (parts: Buffer[]) => [...inflateSync(Buffer.concat(parts))];

it('has the first picture for everyone, and the others as frames in their order', () => {
	const chunks = read(
		animatedPng([
			{ png: picture(2, 10), milliseconds: 1_500 },
			{ png: picture(2, 20), milliseconds: 500 },
		]),
	);
	expect(chunks.map(({ type }) => type)).toEqual(
		'IHDR acTL fcTL IDAT IDAT fcTL fdAT fdAT IEND'.split(' '),
	);
	const dataOf = (type: string) =>
		chunks.filter((one) => one.type === type).map(({ data }) => data);
	expect(dataOf('acTL')[0]?.readUInt32BE(0)).toBe(2);
	expect(pixels(dataOf('IDAT'))).toEqual([0, 10, 10]);
	expect(pixels(dataOf('fdAT').map((data) => data.subarray(4)))).toEqual([0, 20, 20]);
	const numbered = [...dataOf('fcTL'), ...dataOf('fdAT')];
	expect(numbered.map((data) => data.readUInt32BE(0))).toEqual([0, 1, 2, 3]);
	expect(dataOf('fcTL').map((data) => data.readUInt16BE(20))).toEqual([1_500, 500]);
});

it.each([
	[[], /no picture/],
	[[Buffer.from('GIF89a')], /no PNG/],
	[[picture(2, 1), picture(3, 1)], /picture 2 is of another kind/],
])('refuses what cannot be played: case %#', (pngs, reason) => {
	expect(() => animatedPng(pngs.map((png) => ({ png, milliseconds: 1 })))).toThrow(reason);
});
