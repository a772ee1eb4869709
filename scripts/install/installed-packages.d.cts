interface PackageRecord {
	version?: string;
	optional?: boolean;
	devOptional?: boolean;
}

interface PackageRecords {
	packages: Record<string, PackageRecord>;
}

export function holdsLockedPackages(lock: PackageRecords, installed: PackageRecords): boolean;
export function lockFits(root: string): boolean;
export function matchesLock(root: string): boolean;
export function stampInstalled(root: string): void;
