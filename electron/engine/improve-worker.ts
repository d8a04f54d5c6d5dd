// Improves a plan in a thread of its own, a round each time that it is asked. It must never touch a workspace.
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/base/must.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { improvePlan } from '#shared/schedule/improve-plan.ts';
import type { Round, ThreadTask } from './improve/improvement-run.ts';
import { ImprovementRound } from './improve/improvement-round.ts';

const port = must(parentPort, 'to run as a worker thread');
// The handle in improve-in-threads.ts is the only one that starts this thread.
const { input, seed, schedules, onlyEnd } = workerData as ThreadTask;

const rounds = new ImprovementRound(improvePlan(buildProblem(input), { seed, schedules, onlyEnd }));
port.on('message', (round: Round) => port.postMessage(rounds.run(round)));
