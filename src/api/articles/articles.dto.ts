import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsISO8601,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { ARTICLE_STATES } from '../../knowledge/article-states';
import { PageQuery } from '../common/page.dto';

const DAY = /^\d{4}-\d\d-\d\d$/;

export class ArticleListQuery extends PageQuery {
  @IsOptional() @IsIn(ARTICLE_STATES) state?: string;
  @IsOptional() @IsString() @MaxLength(50) category?: string;
}

export class ArticleSearchQuery {
  /** What a citizen asks. */
  @IsString() @Length(1, 5000) @Matches(/\S/) q!: string;
  @IsOptional() @IsString() @MaxLength(50) category?: string;
}

/** A version of an article as its author writes it. */
export class ArticleDto {
  @IsString() @Length(1, 200) @Matches(/\S/) title!: string;
  @IsString() @MaxLength(50) category!: string;
  /** How citizens ask. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  questions!: string[];
  @IsString() @Length(1, 8000) @Matches(/\S/) answer!: string;
  /** How it is done, for the templates that ask for it. */
  @IsOptional() @IsString() @MaxLength(4000) steps?: string | null;
  /** First day of validity (yyyy-MM-dd). */
  @Matches(DAY) @IsISO8601({ strict: true }) validFrom!: string;
  /** Last day of validity; none = until a newer version begins. */
  @IsOptional() @Matches(DAY) @IsISO8601({ strict: true }) validTo?: string | null;
}

export class NewArticleDto extends ArticleDto {
  @Matches(/^[a-z0-9][a-z0-9-]{0,99}$/) code!: string;
}

export class ReviewDto {
  @IsOptional() @IsString() @MaxLength(2000) comment?: string;
}
