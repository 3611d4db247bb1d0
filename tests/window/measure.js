/**
 * What is clipped, hidden or too small on the screen that is shown: run inside the page, returns plain sentences.
 *
 * A string is clipped when a letter of it lies outside the window's width, outside the control it names, or outside a
 * box that cuts off what overflows. Only letters count, since ornaments may bleed. Targets below 48 px are told too.
 * It leaves out what only scrolls (that is reachable) and what is there for screen readers alone.
 */
export function measure() {
  const found = new Set();
  const slack = 1.5;
  const shown = (element) => {
    const { visibility, display, opacity } = getComputedStyle(element);
    return visibility !== 'hidden' && display !== 'none' && opacity !== '0';
  };
  const quote = (text) => `“${text.trim().slice(0, 40)}”`;
  const spoken = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { position, clipPath, inlineSize, overflow } = getComputedStyle(one);
      if (position === 'absolute' && (clipPath !== 'none' || parseFloat(inlineSize) <= 1) && overflow === 'hidden') return true;
      if (one.closest('svg, select, [aria-hidden="true"]')) return true;
    }
    return false;
  };
  const cuts = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return { x: ['hidden', 'clip'].includes(overflowX), y: ['hidden', 'clip'].includes(overflowY) };
  };
  const letters = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = letters.nextNode(); node; node = letters.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || !shown(parent) || spoken(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    for (const rect of rects) {
      if (rect.left < -slack || rect.right > innerWidth + slack) found.add(`outside the window: ${quote(node.data)}`);
      for (let box = parent; box && box !== document.documentElement; box = box.parentElement) {
        const edge = box.getBoundingClientRect();
        const control = box.matches('button, summary, [role="button"], label');
        const cut = cuts(box);
        if ((cut.x || control) && (rect.left < edge.left - slack || rect.right > edge.right + slack)) {
          found.add(`cut at the side: ${quote(node.data)}`);
        }
        if ((cut.y || control) && (rect.top < edge.top - slack - 4 || rect.bottom > edge.bottom + slack + 4)) {
          found.add(`cut above or below: ${quote(node.data)}`);
        }
      }
    }
  }
  for (const target of document.querySelectorAll('button, summary, [role="button"], input:not([type="hidden"]), select, textarea')) {
    if (!shown(target) || spoken(target)) continue;
    const label = target.closest('label');
    const edge = (label ?? target).getBoundingClientRect();
    if (edge.width === 0 || edge.height === 0) continue;
    // What can be pressed may reach further than what is drawn.
    const reaches = (x, y) => (label ?? target).contains(document.elementFromPoint(x, y));
    const [middle, centre] = [edge.left + edge.width / 2, edge.top + edge.height / 2];
    const width = reaches(middle - 23, centre) && reaches(middle + 23, centre) ? Math.max(edge.width, 48) : edge.width;
    const height = reaches(middle, centre - 23) && reaches(middle, centre + 23) ? Math.max(edge.height, 48) : edge.height;
    if (width < 47.5 || height < 47.5) {
      const name = target.getAttribute('aria-label') ?? (label ?? target).textContent ?? target.tagName;
      found.add(`smaller than 48 px (${Math.round(width)}×${Math.round(height)}): ${quote(name)}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth + slack) found.add('the screen is wider than the window');
  return [...found];
}
