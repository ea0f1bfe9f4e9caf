import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HotlineConfig } from '../../config/hotline-config';
import type { Area, Category, ReplyTemplate, Unit } from '../../config/schema';
import { Needs } from '../../identity/guard';
import { PeopleService, type Person } from '../../identity/people.service';

/** What of the configuration the desks show. */
@ApiTags('registry')
@ApiBearerAuth()
@Needs('registry.read')
@Controller()
export class RegistryController {
  constructor(
    private readonly config: HotlineConfig,
    private readonly people: PeopleService,
  ) {}

  /** Who stands behind the accounts that histories and lists name. */
  @Get('people')
  @ApiOperation({ summary: 'Names of accounts' })
  persons(): Promise<Person[]> {
    return this.people.list();
  }

  /** The registry of handling units. */
  @Get('units')
  @ApiOperation({ summary: 'Handling units' })
  units(): readonly Unit[] {
    return this.config.units;
  }

  /** The categories of D2. */
  @Get('categories')
  @ApiOperation({ summary: 'Categories' })
  categories(): readonly Category[] {
    return this.config.categories;
  }

  /** The areas of the body. */
  @Get('areas')
  @ApiOperation({ summary: 'Areas' })
  areas(): readonly Area[] {
    return this.config.areas;
  }

  /** The reply templates of D2 and D4. */
  @Get('reply-templates')
  @ApiOperation({ summary: 'Reply templates' })
  replyTemplates(): readonly ReplyTemplate[] {
    return this.config.replyTemplates;
  }
}
