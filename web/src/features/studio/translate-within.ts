const ATTRIBUTES = ['placeholder', 'title', 'aria-label'];

/**
 * Translates what a library without translations of its own writes into the parts of a container: whole texts only, and
 * never what somebody types. Ends with the function that it answers.
 */
export function translateWithin(
  container: HTMLElement,
  parts: string,
  translate: (text: string) => string,
): () => void {
  const replaced = (text: string | null) => {
    const word = text?.trim();
    const translated = word ? translate(word) : word;
    return translated === word ? undefined : translated;
  };
  const translateAll = () => {
    for (const part of container.querySelectorAll(parts)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const translated = replaced(text.nodeValue);
        if (translated !== undefined) text.nodeValue = translated;
      }
      for (const attribute of ATTRIBUTES) {
        for (const element of part.querySelectorAll(`[${attribute}]`)) {
          const translated = replaced(element.getAttribute(attribute));
          if (translated !== undefined) element.setAttribute(attribute, translated);
        }
      }
    }
  };
  const observer = new MutationObserver(translateAll);
  observer.observe(container, { subtree: true, childList: true, characterData: true });
  translateAll();
  return () => observer.disconnect();
}
