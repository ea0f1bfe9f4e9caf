import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { KpiRecordsService } from '../../kpi/kpi-records.service';
import type { StaffComplaint } from '../../kpi/staff-complaint.entity';
import { IdPipe } from '../common/id.pipe';
import { ComplaintDecisionDto, StaffComplaintDto } from './kpi.dto';

/** Complaints about the hotline's own staff (D1 一(二)4: 服务态度、业务质量的有效投诉). */
@ApiTags('kpi')
@ApiBearerAuth()
@Controller('staff-complaints')
export class StaffComplaintsController {
  constructor(private readonly records: KpiRecordsService) {}

  /** Records a complaint; it counts once it is decided to be right. */
  @Post()
  @Needs('staff-complaint.record')
  @ApiOperation({ summary: 'Record a complaint about staff' })
  record(@Body() body: StaffComplaintDto, @Me() principal: Principal): Promise<{ id: string }> {
    return this.records.complain({ ...body, body: principal.body }, principal.username);
  }

  /** Complaints, the newest first. */
  @Get()
  @Needs('kpi.read')
  @ApiOperation({ summary: 'List complaints about staff' })
  list(@Me() principal: Principal): Promise<StaffComplaint[]> {
    return this.records.complaints(principal.body);
  }

  /** Decides whether a complaint is right, once. */
  @Post(':id/decision')
  @Needs('staff-complaint.decide')
  @HttpCode(204)
  @ApiOperation({ summary: 'Decide a complaint about staff' })
  decide(
    @Param('id', IdPipe) id: string,
    @Body() body: ComplaintDecisionDto,
    @Me() principal: Principal,
  ): Promise<void> {
    return this.records.decide(principal.body, id, body, principal.username);
  }
}
