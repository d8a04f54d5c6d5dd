import type { Verb } from '../call.ts';
export const serveVerb = {} as Verb;
