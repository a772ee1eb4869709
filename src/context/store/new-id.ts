import { randomBytes } from 'node:crypto';

/** A UUID of version 7: in the order of the times at which they were made. */
export function newId(milliseconds: number): string {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(milliseconds, 0, 6);
	bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
	bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
	const hex = bytes.toString('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
