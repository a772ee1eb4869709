export function explainNpmFailure(output: string): string | undefined;
export function isLockRefusal(output: string): boolean;
