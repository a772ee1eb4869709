/** Skills (SEP-2640): instructions for a job that travel with the server whose tools do it. */
export const SKILLS_EXTENSION = 'io.modelcontextprotocol/skills';

/** The file of a skill that hosts read first. */
export const SKILL_FILE = 'SKILL.md';

export const SKILL_MIME_TYPE = 'text/markdown';
