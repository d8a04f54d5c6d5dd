import { expect, test } from 'vitest';
import { repairMojibake } from '#shared/markdown/repair-mojibake.ts';

test.each([
  ['âœ… Complete', '✅ Complete'],
  ['ðŸ”„ In Progress', '🔄 In Progress'],
  ['within Â±5%', 'within ±5%'],
  ['    â”œâ”€> Issue #3', '    ├─> Issue #3'],
  ['rÃ©sumÃ© â€” â€œquotedâ€\u009d', 'résumé — “quoted”'],
  ['Ã‰cole, Ãœber', 'École, Über'],
  ['æ—¥æœ¬èªž', '日本語'],
  ['ÐŸÑ€Ð¸Ð²ÐµÑ‚', 'Привет'],
  ['ï¸\u008f', '\uFE0F'],
])('repairs %s', (spoiled, right) => {
  expect(repairMojibake(spoiled)).toBe(right);
});

test.each([
  '✅ Complete – “quoted” café',
  '“café”—and then',
  '“RÉSUMÉ”',
  '«voilà»…',
  'CAFÉ—bar',
  'NÃO… AMANHÃ”',
  '30 °C ± 5 € à la carte',
  'Übergröße Ärger',
  'Â alone, â alone, ð alone',
])('leaves %s alone', (right) => {
  expect(repairMojibake(right)).toBe(right);
});

test('repairs run by run, beside correct text', () => {
  expect(repairMojibake('✅ right, âœ… wrong, café, cafÃ©')).toBe('✅ right, ✅ wrong, café, café');
});
