import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { INBOUND_CHANNELS, type InboundChannel } from '../../channels/channels-config';
import type { InboundMessage } from '../../channels/inbound-message.entity';
import { InboundService } from '../../channels/inbound.service';
import { Me, Needs } from '../../identity/guard';
import type { Principal } from '../../identity/principal';
import { IdPipe } from '../common/id.pipe';

/** Not a control character other than tab and line break: PostgreSQL and documents cannot hold them. */
// eslint-disable-next-line no-control-regex
const TEXT = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/;

class MessageQuery {
  @IsOptional() @IsIn(INBOUND_CHANNELS) channel?: InboundChannel;
  /** Only what is neither replied to nor noted as invalid. */
  @IsOptional() @IsIn(['true', 'false']) open?: 'true' | 'false';
}

class ReplyDto {
  @IsString() @Length(1, 500) @Matches(/\S/) @Matches(TEXT) text!: string;
}

class InvalidDto {
  @IsString() @Length(1, 500) @Matches(/\S/) @Matches(TEXT) reason!: string;
}

/** What came in through channels, for the people who work on it. */
@ApiTags('channels')
@ApiBearerAuth()
@Controller('messages')
export class MessagesController {
  constructor(private readonly inbound: InboundService) {}

  /** Messages, the newest first. */
  @Get()
  @Needs('message.read')
  @ApiOperation({ summary: 'List messages of channels' })
  list(
    @Query() { channel, open }: MessageQuery,
    @Me() principal: Principal,
  ): Promise<Omit<InboundMessage, 'bodyHash'>[]> {
    return this.inbound.list(principal.body, { channel, open: open === 'true' });
  }

  /** Replies to a text message, once (D1 一(二)3: 当日回复). */
  @Post(':id/reply')
  @Needs('message.work')
  @HttpCode(204)
  @ApiOperation({ summary: 'Reply to a text message' })
  reply(@Param('id', IdPipe) id: string, @Body() body: ReplyDto, @Me() principal: Principal): Promise<void> {
    return this.inbound.reply(principal.body, id, body.text, principal.username);
  }

  /** Notes with its reason that a message is invalid; it counts in no measure. */
  @Post(':id/invalid')
  @Needs('message.work')
  @HttpCode(204)
  @ApiOperation({ summary: 'Note a message as invalid' })
  markInvalid(@Param('id', IdPipe) id: string, @Body() body: InvalidDto, @Me() principal: Principal): Promise<void> {
    return this.inbound.markInvalid(principal.body, id, body.reason, principal.username);
  }
}
