import { Module } from '@nestjs/common';
import { KnowledgeModule } from '../knowledge/knowledge.module';
import { Classifier } from './classifier';
import { KeywordClassifier } from './keyword-classifier';

@Module({
  imports: [KnowledgeModule],
  providers: [{ provide: Classifier, useClass: KeywordClassifier }],
  exports: [Classifier],
})
export class ClassificationModule {}
