import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, Length, Matches, ValidateNested } from 'class-validator';
import { AuditService } from '../../audit/audit.service';
import { DeploymentService, type EngineDeployment, engineStatusOf } from '../../engine';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { Problem } from '../../problems/problem';

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
}

/** Diagrams, decision tables and forms, as process owners change them. */
@ApiTags('deployments')
@ApiBearerAuth()
@Controller('deployments')
export class DeploymentsController {
  constructor(
    private readonly deployments: DeploymentService,
    private readonly audit: AuditService,
  ) {}

  /** Deploys resources together; what the engine refuses is told with the element and the construct. New cases obey. */
  @Post()
  @Needs('process.deploy')
  @ApiOperation({ summary: 'Deploy diagrams, tables and forms' })
  async deploy(@Body() { resources }: DeployDto, @Me() principal: Principal): Promise<EngineDeployment> {
    const deployed = await this.deployments.deploy(resources).catch((error: unknown) => {
      if (engineStatusOf(error) !== 400) throw error;
      const { detail, message } = error as { detail?: string; message?: string };
      throw new Problem('deployment-refused', { reason: detail ?? message ?? '' });
    });
    await this.audit.note({
      actor: principal.username,
      action: 'process.deploy',
      subjectType: 'deployment',
      subjectId: deployed.key,
      data: { resources: resources.map(({ name }) => name) },
    });
    return deployed;
  }
}
