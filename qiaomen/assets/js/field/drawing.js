// Small pieces of a page. Words come from the server, in the language of the page.

export const words = JSON.parse(document.getElementById("words").textContent);

export function say(name, filled = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_blank, key) => filled[key] ?? "");
}

// draw("a.big", { href: "#" }, "words", another) is <a class="big" href="#">words…</a>; what is false is left out.
export function draw(kind, properties = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

export const heading = (text) => draw("h1", { tabIndex: -1 }, text);
export const back = (href) => draw("a.back", { href }, say("back"));
export const said = (text) => draw("p.said", {}, text);
export const button = (text, press, kind = "") => draw(`button${kind}`, { type: "button", onclick: press }, text);

export const to = (...steps) => `#${steps.map(encodeURIComponent).join("/")}`;
export const gone = () => [back("#"), heading(say("gone")), draw("p", {}, say("goneWhy"))];
