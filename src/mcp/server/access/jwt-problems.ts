import { ASYMMETRIC_ALGORITHMS, type JwtSettings } from './token-verifier';

/** An hour of tolerance would keep every token alive for an hour more. In seconds. */
const LARGEST_TOLERANCE = 300;

/** What is wrong with the settings for tokens, as sentences for the person who typed them. */
export function findJwtProblems(settings: JwtSettings): string[] {
	const { issuer, audiences, algorithms, clockToleranceSeconds: tolerance } = settings;
	const known: readonly string[] = ASYMMETRIC_ALGORITHMS;
	const problems = [
		issuer === '' && 'Enter the Issuer.',
		audiences.length === 0 &&
			'Enter the Audience. Without it, the server would accept tokens for other services.',
		algorithms.length === 0 && 'Choose at least one algorithm under Algorithms.',
		...algorithms
			.filter((algorithm) => !known.includes(algorithm))
			.map((algorithm) => `The algorithm "${algorithm}" cannot be used with public keys.`),
		!(tolerance >= 0 && tolerance <= LARGEST_TOLERANCE) &&
			`Clock Tolerance must be 0 to ${LARGEST_TOLERANCE} seconds.`,
	];
	return problems.filter((problem) => problem !== false);
}
