import type { SupervisionGround } from './supervision.entity';

/** What bpmn/supervision-grounds.dmn is asked about (D1 一(一)4): a report states what has just become true. */
export interface PressFacts {
  hot: boolean;
  instructed: boolean;
  mediaExposed: boolean;
  overdue: boolean;
}

const NOTHING: PressFacts = { hot: false, instructed: false, mediaExposed: false, overdue: false };

const FACT_OF: Record<SupervisionGround, keyof PressFacts> = {
  'hot-issue': 'hot',
  'leader-instruction': 'instructed',
  'media-exposure': 'mediaExposed',
  overdue: 'overdue',
};

/** The facts with these true and all others false. */
export function factsWith(facts: Partial<PressFacts>): PressFacts {
  return { ...NOTHING, ...facts };
}

/** The fact that a person states who asks for supervision on a ground. */
export function factsOf(ground: SupervisionGround): PressFacts {
  return factsWith({ [FACT_OF[ground]]: true });
}

/** Is there anything to decide on at all? */
export function isPressing(facts: PressFacts): boolean {
  return Object.values(facts).some(Boolean);
}
