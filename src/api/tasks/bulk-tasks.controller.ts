import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsObject, IsOptional, Matches } from 'class-validator';
import type { Request, Response } from 'express';
import { languageOf } from '../../i18n/i18n';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { problemDocument } from '../../problems/problem.filter';
import { TasksService } from '../../tasks/tasks.service';

const MOST = 200;
const ACTIONS = ['claim', 'release', 'complete'] as const;

class BulkTasksDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST)
  @ArrayUnique()
  @Matches(/^\d{1,19}$/, { each: true })
  keys!: string[];
  @IsIn(ACTIONS) action!: (typeof ACTIONS)[number];
  /** For `complete`: the same values for every task's form; a sign-in needs none. */
  @IsOptional() @IsObject() values?: Record<string, unknown>;
}

/** Many user tasks at once, as signing in to all that came over night. */
@ApiTags('tasks')
@ApiBearerAuth()
@Needs('task.work')
@Controller('tasks/bulk')
export class BulkTasksController {
  constructor(private readonly tasks: TasksService) {}

  /**
   * Claims, releases or completes tasks one after the other, and tells of each as it is done: a line of JSON with its key
   * and, where it was refused, the problem. It goes on when the one who asked is gone; what was refused stops no other.
   */
  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/x-ndjson')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Work on many tasks' })
  async bulk(
    @Body() { keys, action, values = {} }: BulkTasksDto,
    @Me() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    const acts = {
      claim: (key: string) => this.tasks.claim(principal, key),
      release: (key: string) => this.tasks.release(principal, key),
      complete: (key: string) => this.tasks.complete(principal, key, values),
    };
    for (const key of keys) {
      const problem = await acts[action](key).then(
        () => undefined,
        (error: unknown) => problemDocument(error, language, request.path),
      );
      response.write(`${JSON.stringify({ key, problem })}\n`);
    }
    response.end();
  }
}
