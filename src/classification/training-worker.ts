import { parentPort, workerData } from 'node:worker_threads';
import { type ArchivedCase, trainHeads } from './model-heads';

/** A thread of its own, so that the desks do not wait while a model is trained: cases in, quality out. */
const { cases, folder } = workerData as { cases: ArchivedCase[]; folder: string };
parentPort?.postMessage(trainHeads(cases, folder));
