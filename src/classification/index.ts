export { type CaseText, Classifier, type Proposal } from './classifier';
export { ClassificationModule } from './classification.module';
