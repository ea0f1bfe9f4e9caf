import { Subject } from 'rxjs';
import { paced } from './paced';

describe('news that are told together', () => {
  const news = new Subject<string>();
  let told: string[][];
  let stop: { unsubscribe(): void };

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    stop = news.pipe(paced(500, 2_000)).subscribe((together) => told.push(together));
  });
  afterEach(() => {
    stop.unsubscribe();
    jest.useRealTimers();
  });

  it('after a silence are told half a second after the first', () => {
    news.next('a');
    jest.advanceTimersByTime(499);
    news.next('b');
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual([['a', 'b']]);
  });

  it('while more comes all the time are told every two seconds', () => {
    for (let at = 0; at < 10_000; at += 100) {
      news.next(String(at));
      jest.advanceTimersByTime(100);
    }
    expect(told.map((together) => together.length)).toEqual([5, 20, 20, 20, 20]);
    expect(told.flat()).toEqual(Array.from({ length: 85 }, (_, at) => String(at * 100)));
  });

  it('are told soon again once it was silent', () => {
    news.next('a');
    jest.advanceTimersByTime(2_500);
    news.next('b');
    jest.advanceTimersByTime(500);
    expect(told).toEqual([['a'], ['b']]);
  });

  it('are told to nobody who has gone, and no timer is left', () => {
    news.next('a');
    stop.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
    expect(told).toEqual([]);
  });
});
