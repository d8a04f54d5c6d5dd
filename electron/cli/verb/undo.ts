// `sextant undo` and `sextant redo`: take back the last step of whoever calls, or carry it out again.
import type { Call, Report, Verb } from '../call.ts';
import { take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';

async function turn(call: Call, command: 'undo' | 'redo'): Promise<Report> {
  const connection = await call.open();
  const { label, kept, command: name } = take(await connection.command(command, {}));
  const said = command === 'undo' ? 'Undone' : 'Done again';
  return {
    json: { label, command: name, kept },
    text: () => [`${said}: ${safeLine(label)}`, ...kept.map((reason) => `  ${safeLine(reason)}`)].join('\n'),
    hint: command === 'undo' ? 'Carry it out again with: sextant redo' : null,
  };
}

/** `sextant undo`. */
export const undoVerb: Verb = {
  name: 'undo',
  summary: 'take back the last thing that you did; what others changed since stays',
  operands: '',
  words: [0, 0],
  options: {},
  examples: ['sextant undo'],
  run: (call) => turn(call, 'undo'),
};

/** `sextant redo`. */
export const redoVerb: Verb = {
  name: 'redo',
  summary: 'carry out again what was taken back last',
  operands: '',
  words: [0, 0],
  options: {},
  examples: ['sextant redo'],
  run: (call) => turn(call, 'redo'),
};
