// Required by a Node process that a bench starts: SIGUSR2 collects its garbage, so that what is left is what it keeps.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => collect());
