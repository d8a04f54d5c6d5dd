import { hoursText } from '#renderer/sign/hours-text.ts';

/** How much slack an issue has, in the four steps of the tint. */
export type SlackStep = 'none' | 'few' | 'some' | 'many';

/** The step of a slack: none, up to 5 working days, up to 12, or more. */
export function slackStep(slackHours: number, hoursPerDay: number): SlackStep {
  if (slackHours === 0) return 'none';
  const days = slackHours / hoursPerDay;
  if (days <= 5) return 'few';
  return days <= 12 ? 'some' : 'many';
}

/** Slack in words: `no slack`, `3 h slack`, `9 d slack`; days are working days of `hoursPerDay`. */
export function slackText(slackHours: number, hoursPerDay: number): string {
  if (slackHours === 0) return 'no slack';
  const days = Math.round(slackHours / hoursPerDay);
  return days < 1 ? `${hoursText(slackHours)} slack` : `${days} d slack`;
}
