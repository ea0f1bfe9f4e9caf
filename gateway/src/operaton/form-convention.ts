/**
 * How the engine plug-in (Forms) knows which forms there are, though the gateway keeps them: each deployment to the engine brings empty forms
 * of the engine's own kind, called after what a user task may ask for: a form's latest version, one with a version tag, or one of
 * the deployment itself. Where the latest of a name is in the folder of what is gone, there is no such form any more.
 */
const THERE = 'zeebe-form/';
const GONE = 'zeebe-form-gone/';

interface NamedForm {
  id: string;
  versionTag?: string | null;
}

const marker = (folder: string, key: string) => ({
  name: `${folder}${encodeURIComponent(key)}.form`,
  content: JSON.stringify({ id: key, type: 'default', components: [] }),
});
const keysOf = ({ id, versionTag }: NamedForm) => [`latest:${id}`, ...(versionTag ? [`tag:${versionTag}:${id}`] : [])];

/** Files that tell the engine of forms. @param own those of the deployment that the files go with */
export function formMarkers(forms: readonly NamedForm[], own: readonly NamedForm[] = []) {
  const keys = [...forms, ...own].flatMap(keysOf).concat(own.map(({ id }) => `deployment:${id}`));
  return [...new Set(keys)].map((key) => marker(THERE, key));
}

/** Files that tell the engine that there is no latest version of a form any more, or none with its tag. */
export function goneMarkers(form: NamedForm, isLastOfTag: boolean, isLast: boolean) {
  const [latest, tagged] = keysOf(form);
  return [...(isLast ? [latest!] : []), ...(isLastOfTag && tagged ? [tagged] : [])].map((key) => marker(GONE, key));
}
