import { Global, Module } from '@nestjs/common';
import { SupervisionModule } from '../supervision/supervision.module';
import { HotSpotWatch } from './hot-spot-watch';
import { HotspotsService } from './hotspots.service';
import { MattersService } from './matters.service';

/** Hot spots: matters of many cases, what they open by themselves, and their rectification (D8). */
@Global()
@Module({
  imports: [SupervisionModule],
  providers: [HotspotsService, MattersService, HotSpotWatch],
  exports: [HotspotsService, MattersService, HotSpotWatch],
})
export class HotspotsModule {}
