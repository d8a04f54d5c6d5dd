import { expect, test } from 'vitest';
import { slackStep, slackText } from '#renderer/feature/graph/parts/slack.ts';

test('slack is told in working days, and in hours under half a day', () => {
  expect([0, 2, 6, 54].map((hours) => slackText(hours, 6))).toEqual(['no slack', '2\u00A0h slack', '1 d slack', '9 d slack']);
});

test('the tint has four steps', () => {
  expect([0, 1, 30, 31, 72, 73].map((hours) => slackStep(hours, 6))).toEqual(['none', 'few', 'few', 'some', 'some', 'many']);
});
