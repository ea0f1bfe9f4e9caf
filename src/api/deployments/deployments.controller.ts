import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { EngineDeployment } from '../../engine';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { ReleasesService } from '../../studio/releases.service';

class ResourceDto {
  @Matches(/^[\w.-]{1,100}\.(bpmn|dmn|form)$/) name!: string;
  @IsString() @Length(1, 2_000_000) content!: string;
}

class DeployDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ResourceDto)
  resources!: ResourceDto[];
  /** Why. */
  @IsOptional() @IsString() @MaxLength(2000) comment?: string;
}

/** Diagrams, decision tables and forms, as process owners change them. */
@ApiTags('deployments')
@ApiBearerAuth()
@Controller('deployments')
export class DeploymentsController {
  constructor(private readonly releases: ReleasesService) {}

  /** Deploys resources together; what the engine refuses is told with the element and the construct. New cases obey. */
  @Post()
  @Needs('process.deploy')
  @ApiOperation({ summary: 'Deploy diagrams, tables and forms' })
  async deploy(@Body() { resources, comment }: DeployDto, @Me() principal: Principal): Promise<EngineDeployment> {
    const { deployed } = await this.releases.request({
      resources,
      comment: comment ?? '',
      origin: 'api',
      by: principal.username,
    });
    return deployed!;
  }
}
