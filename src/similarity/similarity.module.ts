import { Global, Module } from '@nestjs/common';
import { FollowersService } from './followers.service';
import { MergesService } from './merges.service';
import { SimilarityService } from './similarity.service';

/** Same matters, merges (并案) and what follows of them. */
@Global()
@Module({
  providers: [SimilarityService, MergesService, FollowersService],
  exports: [SimilarityService, MergesService, FollowersService],
})
export class SimilarityModule {}
