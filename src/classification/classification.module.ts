import { Global, Module } from '@nestjs/common';
import { KnowledgeModule } from '../knowledge/knowledge.module';
import { ActiveClassifier } from './active-classifier';
import { ActiveModel } from './active-model';
import { Classifier } from './classifier';
import { ClassificationQuality } from './classification-quality';
import { KeywordClassifier } from './keyword-classifier';
import { ModelsService } from './models.service';

@Global()
@Module({
  imports: [KnowledgeModule],
  providers: [
    ActiveModel,
    ClassificationQuality,
    KeywordClassifier,
    ModelsService,
    { provide: Classifier, useClass: ActiveClassifier },
  ],
  exports: [Classifier, ClassificationQuality, ModelsService],
})
export class ClassificationModule {}
