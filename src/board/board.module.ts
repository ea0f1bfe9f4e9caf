import { Module } from '@nestjs/common';
import { BoardSupervision } from './board-supervision.service';
import { BoardService } from './board.service';

@Module({ providers: [BoardService, BoardSupervision], exports: [BoardService, BoardSupervision] })
export class BoardModule {}
