import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import type { TaskBackground } from '../../tasks/task-background';
import { type TaskDetail, TasksService, type TaskView } from '../../tasks/tasks.service';
import type { SavedFilter } from '../../tasks/saved-filter.entity';
import { SavedFiltersService } from '../../tasks/saved-filters.service';
import { IdPipe } from '../common/id.pipe';
import { CompleteTaskDto, DelegateDto, SavedFilterDto, TaskListQuery } from './tasks.dto';

/** User tasks: those of the groups that the account belongs to. */
@ApiTags('tasks')
@ApiBearerAuth()
@Needs('task.work')
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly saved: SavedFiltersService,
  ) {}

  /** A page of the open tasks of one's groups. */
  @Get()
  @ApiOperation({ summary: 'List my tasks' })
  list(@Query() query: TaskListQuery, @Me() principal: Principal): Promise<{ items: TaskView[]; total: number }> {
    return this.tasks.list(principal, query);
  }

  /** Whom one may hand a task to. */
  @Get('colleagues')
  @ApiOperation({ summary: 'Colleagues of the same group' })
  colleagues(@Me() principal: Principal): Promise<{ username: string; name: string }[]> {
    return this.tasks.colleagues(principal);
  }

  /** One's own filters and those shared in one's groups. */
  @Get('filters')
  @ApiOperation({ summary: 'Saved filters' })
  filters(@Me() principal: Principal): Promise<SavedFilter[]> {
    return this.saved.list(principal);
  }

  /** Keeps a filter. */
  @Post('filters')
  @ApiOperation({ summary: 'Save a filter' })
  saveFilter(@Body() body: SavedFilterDto, @Me() principal: Principal): Promise<SavedFilter> {
    return this.saved.save(principal, body);
  }

  /** Removes a filter of one's own. */
  @Delete('filters/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a saved filter' })
  removeFilter(@Param('id', IdPipe) id: string, @Me() principal: Principal): Promise<void> {
    return this.saved.remove(principal, id);
  }

  /** What the task decides on: the matter, earlier entries, results, and what a unit asks for. */
  @Get(':key/background')
  @ApiOperation({ summary: 'Get the background of a task' })
  background(@Param('key') key: string, @Me() principal: Principal): Promise<TaskBackground> {
    return this.tasks.background(principal, key);
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

  /** Hands a task to a colleague. */
  @Post(':key/delegate')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delegate a task' })
  delegate(@Param('key') key: string, @Body() { username }: DelegateDto, @Me() principal: Principal): Promise<void> {
    return this.tasks.delegate(principal, key, username);
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
