import type { Case } from './begin-case.ts';
import { changeCases } from './change-cases.ts';
import { fileCases } from './file-cases.ts';
import { textCases } from './text-cases.ts';

export const cases: readonly Case[] = [...textCases, ...fileCases, ...changeCases];
