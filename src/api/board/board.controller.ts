import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type Board, BOARD_LISTS, type BoardList, type BoardRow, BoardService } from '../../board/board.service';
import { BoardSupervision, type OpenSupervision } from '../../board/board-supervision.service';
import { CaseQueries } from '../../cases/case-queries';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { IdPipe } from '../common/id.pipe';

class BoardListQuery {
  @IsIn(BOARD_LISTS) list!: BoardList;
  @IsOptional() @IsString() @MaxLength(50) area?: string;
}

/** The supervision board. */
@ApiTags('board')
@ApiBearerAuth()
@Needs('board.read')
@Controller('board')
export class BoardController {
  constructor(
    private readonly boards: BoardService,
    private readonly supervision: BoardSupervision,
    private readonly queries: CaseQueries,
  ) {}

  /** How many cases are due, overdue, hot, instructed, supervised; and how it stands in each area. */
  @Get()
  @ApiOperation({ summary: 'Figures of the supervision board' })
  board(@Me() principal: Principal): Promise<Board> {
    return this.boards.board(principal.body);
  }

  /** The cases behind a figure. */
  @Get('cases')
  @ApiOperation({ summary: 'Cases on the supervision board' })
  cases(@Query() { list, area }: BoardListQuery, @Me() principal: Principal): Promise<BoardRow[]> {
    return this.boards.list(principal.body, list, area);
  }

  /** The supervisions of a case that are under way, each with the step that would follow. */
  @Get('cases/:id/supervisions')
  @ApiOperation({ summary: 'Supervisions under way, with their next step' })
  async supervisions(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<OpenSupervision[]> {
    await this.queries.visible(principal, id);
    return this.supervision.ofCase(id);
  }
}
