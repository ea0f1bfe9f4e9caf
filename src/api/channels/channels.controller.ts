import { Controller, Get, HttpCode, Param, Post, type RawBodyRequest, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ProviderRequest } from '../../channels/channel-adapter';
import { ChannelsService } from '../../channels/channels.service';
import { Public } from '../../identity/guard';

/** Where providers tell us what came in; each request is signed as its entry's adapter says (config/channels.yaml). */
@ApiTags('channels')
@Public()
@Controller('channels')
export class ChannelsController {
  constructor(private readonly channels: ChannelsService) {}

  /** A provider asks whether we are there (WeChat and Weibo do when the address is entered there). */
  @Get(':channel')
  @ApiOperation({ summary: 'Greet a channel' })
  greet(@Param('channel') channel: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.pass(channel, request, response);
  }

  /** A provider tells of a message or an event of a call. A repeat changes nothing and is answered the same. */
  @Post(':channel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Receive from a channel' })
  receive(@Param('channel') channel: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.pass(channel, request, response);
  }

  private async pass(channel: string, request: RawBodyRequest<Request>, response: Response): Promise<void> {
    const { type, body } = await this.channels.receive(channel, requestOf(request));
    response.status(200).type(type).send(body);
  }
}

function requestOf(request: RawBodyRequest<Request>): ProviderRequest {
  const raw = request.rawBody ?? (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    query: Object.fromEntries(
      Object.entries(request.query).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
    ),
    raw,
  };
}
