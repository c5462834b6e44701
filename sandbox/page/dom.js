// Building elements. Everything given as a child string becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** `h("button.primary", {type: "button", onclick}, "文字", node, null)`: an element with its children. */
export function h(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** A symbol of the sprite in index.html; `name` says it aloud when the icon stands alone. */
export function icon(id, name = "") {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.classList.add("icon");
  if (name) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", name);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  use.setAttribute("href", `#${id}`);
  svg.append(use);
  return svg;
}

/** A round button with nothing but an icon. */
export function iconButton(id, name, onclick, className = "") {
  const selector = `button.round${className && `.${className}`}`;
  return h(selector, { type: "button", title: name, "aria-label": name, onclick }, icon(id));
}
