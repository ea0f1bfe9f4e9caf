export { measure, type Outcome, type Quality } from './measures';
export { readModel, writeModel } from './model-file';
export { readRows, type Row, type Rows } from './rows';
export { segment } from './segment';
export { type Candidate, type Reason, type Text, TextModel } from './text-model';
export { type LabelledRow, MEASURED, train, type Trained, type TrainingReport } from './training';
