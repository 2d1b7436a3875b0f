// Looks at the page that it stands in and returns what a reader would stumble over; `least` is the
// least size of text in px.
function look(least) {
  const found = [], wide = window.innerWidth;
  const say = (kind, text, more) => found.push({ kind, text: String(text).trim().slice(0, 60), more });
  const shown = box => box.width > 0 && box.height > 0;
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = colour => {
    paper.clearRect(0, 0, 1, 1);
    paper.fillStyle = colour;
    paper.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paper.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[3] * top[i] + (1 - top[3]) * below[i]).concat(1);
  const light = c => c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + .05) / (y + .05);
  };
  const ground = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const legible = (element, size, colour, below) => {
    if (size < least) say("small", element.textContent, `${size.toFixed(1)} px`);
    const ratio = contrast(over(colour, below), below);
    if (ratio < 4.45) say("contrast", element.textContent, ratio.toFixed(2));
  };

  if (document.documentElement.scrollWidth > wide) say("overflow", "the page", document.documentElement.scrollWidth);
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (!shown(box) || element.closest("svg, .skip, .table, .drawing")) continue;
    if (box.right > wide + 1 || box.left < -1) say("overflow", element.textContent, element.tagName);
  }
  // Text of HTML.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("svg, script, style, .skip")) continue;
    if (!shown(element.getBoundingClientRect())) continue;
    const style = getComputedStyle(element);
    legible(element, parseFloat(style.fontSize), rgba(style.color), ground(element));
  }
  // Text of pictures.
  for (const svg of document.querySelectorAll("svg.picture")) {
    const frame = svg.getBoundingClientRect();
    if (!shown(frame)) continue;
    const scale = frame.width / svg.viewBox.baseVal.width;
    const page = ground(svg.parentElement);
    const drawn = [...svg.querySelectorAll("text, rect, circle, path, polygon, ellipse")]
      .filter(element => !element.closest("defs, pattern, clipPath"));
    const texts = [];
    drawn.forEach((element, order) => {
      if (element.tagName !== "text" || !element.textContent.trim()) return;
      const box = element.getBoundingClientRect(), style = getComputedStyle(element);
      if (!shown(box)) return;
      let below = page;
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      if (element.closest(".halo") === null) {
        for (const shape of drawn.slice(0, order)) {
          if (shape.tagName === "text") continue;
          const other = shape.getBoundingClientRect(), fill = getComputedStyle(shape);
          const inside = x > other.left && x < other.right && y > other.top && y < other.bottom;
          if (!inside || fill.fill === "none" || fill.fill.startsWith("url")) continue;
          const colour = rgba(fill.fill);
          colour[3] *= parseFloat(fill.fillOpacity) * parseFloat(fill.opacity);
          // A curve covers its box only in part: rectangles alone are surely behind the text.
          if (shape.tagName === "rect") below = over(colour, below);
        }
      }
      const colour = rgba(style.fill);
      colour[3] *= parseFloat(style.fillOpacity) * parseFloat(style.opacity);
      legible(element, parseFloat(style.fontSize) * scale, colour, below);
      // Letters take about the middle three quarters of the height of a line.
      texts.push({ element, left: box.left, right: box.right, top: box.top + .14 * box.height, bottom: box.bottom - .14 * box.height });
      if (box.right > frame.right + 1 || box.left < frame.left - 1) say("outside", element.textContent, svg.id || svg.getAttribute("aria-label"));
    });
    texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) say("overlap", a.element.textContent + " / " + b.element.textContent, svg.getAttribute("aria-label"));
    }));
  }
  return found;
}
