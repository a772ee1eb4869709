import { crc32 } from 'node:zlib';

/** Bytes of a PNG before its first chunk. */
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

interface Chunk {
	type: string;
	data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
	if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('this is no PNG');
	const chunks: Chunk[] = [];
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
		at += length + 12;
	}
	return chunks;
}

function bytesOf({ type, data }: Chunk): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

function frameControl(sequence: number, header: Buffer, milliseconds: number): Chunk {
	const data = Buffer.alloc(26);
	data.writeUInt32BE(sequence, 0);
	// Width and height, as in the header: every frame is the whole picture.
	header.copy(data, 4, 0, 8);
	data.writeUInt16BE(milliseconds, 20);
	data.writeUInt16BE(1_000, 22);
	return { type: 'fcTL', data };
}

function animationControl(frames: number): Chunk {
	const data = Buffer.alloc(8);
	data.writeUInt32BE(frames);
	return { type: 'acTL', data };
}

/**
 * An animation that plays for ever, of pictures that are alike in size and colours (such as
 * screenshots of one page). It is an ordinary PNG to who knows no animated ones: the first picture.
 *
 * @param frames whole PNG files, each with how long it is shown, at most 65 seconds
 * @throws Error if there is none, or one is no PNG or of another size
 * @see https://www.w3.org/TR/png-3/#apng-frame-based-animation
 */
export function animatedPng(frames: ReadonlyArray<{ png: Buffer; milliseconds: number }>): Buffer {
	const pictures = frames.map(({ png, milliseconds }) => ({ chunks: chunksOf(png), milliseconds }));
	const header = pictures[0]?.chunks.find(({ type }) => type === 'IHDR');
	if (!header) throw new Error('there is no picture');
	let sequence = 0;
	const body = pictures.flatMap(({ chunks, milliseconds }, index) => {
		const own = chunks.find(({ type }) => type === 'IHDR');
		if (!own?.data.equals(header.data)) throw new Error(`picture ${index + 1} is of another kind`);
		const control = frameControl(sequence++, header.data, milliseconds);
		const parts = chunks.filter(({ type }) => type === 'IDAT');
		if (index === 0) return [control, ...parts];
		return [
			control,
			...parts.map(({ data }) => {
				const number = Buffer.alloc(4);
				number.writeUInt32BE(sequence++);
				return { type: 'fdAT', data: Buffer.concat([number, data]) };
			}),
		];
	});
	const end: Chunk = { type: 'IEND', data: Buffer.alloc(0) };
	const all = [header, animationControl(pictures.length), ...body, end];
	return Buffer.concat([SIGNATURE, ...all.map(bytesOf)]);
}
