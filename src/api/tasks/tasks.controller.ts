import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { type TaskDetail, TasksService, type TaskView } from '../../tasks/tasks.service';
import { CompleteTaskDto, TaskListQuery } from './tasks.dto';

/** User tasks: those of the groups that the account belongs to. */
@ApiTags('tasks')
@ApiBearerAuth()
@Needs('task.work')
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  /** A page of the open tasks of one's groups. */
  @Get()
  @ApiOperation({ summary: 'List my tasks' })
  list(@Query() query: TaskListQuery, @Me() principal: Principal): Promise<{ items: TaskView[]; total: number }> {
    return this.tasks.list(principal, query);
  }

  /** A task with its form (form-js) and the values to start from. */
  @Get(':key')
  @ApiOperation({ summary: 'Get a task' })
  get(@Param('key') key: string, @Me() principal: Principal): Promise<TaskDetail> {
    return this.tasks.get(principal, key);
  }

  /** Takes a task; `task-claimed` when another was faster. */
  @Post(':key/claim')
  @HttpCode(204)
  @ApiOperation({ summary: 'Claim a task' })
  claim(@Param('key') key: string, @Me() principal: Principal): Promise<void> {
    return this.tasks.claim(principal, key);
  }

  /** Gives a task back to its group. */
  @Post(':key/release')
  @HttpCode(204)
  @ApiOperation({ summary: 'Release a task' })
  release(@Param('key') key: string, @Me() principal: Principal): Promise<void> {
    return this.tasks.release(principal, key);
  }

  /** Completes a task with the form's values; what does not fit is listed by field and nothing changes. */
  @Post(':key/complete')
  @HttpCode(204)
  @ApiOperation({ summary: 'Complete a task' })
  complete(@Param('key') key: string, @Body() body: CompleteTaskDto, @Me() principal: Principal): Promise<void> {
    return this.tasks.complete(principal, key, body.values);
  }
}
