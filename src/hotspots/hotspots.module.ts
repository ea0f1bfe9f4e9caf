import { Global, Module } from '@nestjs/common';
import { HotspotsService } from './hotspots.service';

@Global()
@Module({ providers: [HotspotsService], exports: [HotspotsService] })
export class HotspotsModule {}
