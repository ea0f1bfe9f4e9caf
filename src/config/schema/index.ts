/** What each file of config/ holds: one schema a file, which checks it and prints its reference. */
export * from './answers';
export * from './attachments';
export * from './classification';
export * from './installation';
export * from './people';
export * from './profile';
export * from './registries';
export * from './similarity';
export * from './trials';
