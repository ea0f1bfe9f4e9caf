import { IsISO8601, IsOptional, IsString, IsUrl, Length, Matches, MaxLength } from 'class-validator';

/** Not a control character other than tab and line break: PostgreSQL and documents cannot hold them. */
// eslint-disable-next-line no-control-regex
const TEXT = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/;

export class MediaArticleDto {
  /** The media body that published it. */
  @IsString() @Length(1, 100) @Matches(TEXT) outlet!: string;
  @IsString() @Length(1, 200) @Matches(TEXT) title!: string;
  @IsOptional() @IsUrl({ protocols: ['http', 'https'], require_protocol: true }) @MaxLength(1000) url?: string;
  @IsString() @Length(1, 4000) @Matches(TEXT) summary!: string;
  @IsISO8601({ strict: true, strictSeparator: true }) publishedAt!: string;
  /** The case that it is about, when the media body knows its number. */
  @IsOptional() @IsString() @MaxLength(40) caseNumber?: string;
}

export class ArticleLinkDto {
  @IsString() @Length(1, 40) caseNumber!: string;
}
