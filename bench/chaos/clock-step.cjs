// Loaded into apps and gateways of a chaos run (NODE_OPTIONS): the clock of the process stands as many milliseconds away from
// the machine's as the file CHAOS_CLOCK_FILE says, from the next SIGUSR2 on. That is how a clock is stepped that no
// other process is to see stepped.
'use strict';
const { readFileSync } = require('node:fs');

const RealDate = Date;
let offset = 0;

class SteppedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offset);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + offset;
  }
}

globalThis.Date = SteppedDate;
process.on('SIGUSR2', () => {
  try {
    offset = Number(readFileSync(process.env.CHAOS_CLOCK_FILE, 'utf8')) || 0;
  } catch {
    offset = 0;
  }
});
